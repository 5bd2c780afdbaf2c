/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.zipar.InvalidInputException;
import io.zipar.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An object of a JSON file of somebody else, read by name. Every complaint is an {@link
 * InvalidInputException} of one line that says where, what stands there and what would be right.
 * Methods that take a value read it as if it stood by that name, which is what complaints call it.
 * A member that is {@code null} is not there. Immutable as long as the object is.
 *
 * @param where the file and the object in it
 * @param json the object
 */
public record Fields(String where, JsonObject json) {
  private static final int SHOWN = 40;

  /**
   * An element that is to be an object.
   *
   * @param where where it stands
   * @param element the element
   * @param wanted what an object there is, for the complaint about one that is none
   * @return its fields
   */
  public static Fields of(String where, JsonElement element, String wanted) {
    if (element instanceof JsonObject object) {
      return new Fields(where, object);
    }
    throw new InvalidInputException(where + ": " + wanted);
  }

  /**
   * Refuses members of other names.
   *
   * @param known the names
   * @return this
   */
  public Fields only(List<String> known) {
    for (String name : json.keySet()) {
      if (!known.contains(name)) {
        throw refused(
            "'"
                + name
                + "' is unknown"
                + NearestName.hint(known, name)
                + "; what may stand here: "
                + String.join(", ", known));
      }
    }
    return this;
  }

  /**
   * A member.
   *
   * @param name its name
   * @return its value, if it is there
   */
  public Optional<JsonElement> value(String name) {
    return Optional.ofNullable(json.get(name)).filter(each -> !each.isJsonNull());
  }

  /**
   * A member that must be there.
   *
   * @param name its name
   * @return its value
   */
  public JsonElement required(String name) {
    return value(name).orElseThrow(() -> refused(name + " is missing"));
  }

  /**
   * A text.
   *
   * @param name its name
   * @return the text, if it is there
   */
  public Optional<String> text(String name) {
    return value(name).map(each -> text(name, each));
  }

  /**
   * A text.
   *
   * @param name what it is called
   * @param value what is to be one
   * @return the text
   */
  public String text(String name, JsonElement value) {
    if (value instanceof JsonPrimitive primitive && primitive.isString()) {
      return primitive.getAsString();
    }
    throw wrong(name, value, "a text in quotes");
  }

  /**
   * A number.
   *
   * @param name its name
   * @return the number, if it is there
   */
  public Optional<Double> number(String name) {
    return value(name).map(each -> number(name, each));
  }

  /**
   * A number.
   *
   * @param name what it is called
   * @param value what is to be one
   * @return the number, finite
   */
  public double number(String name, JsonElement value) {
    if (value instanceof JsonPrimitive primitive
        && primitive.isNumber()
        && Double.isFinite(primitive.getAsDouble())) {
      return primitive.getAsDouble();
    }
    throw wrong(name, value, "a number");
  }

  /**
   * A whole number.
   *
   * @param name its name
   * @param least the least that is taken
   * @return the number, if it is there
   */
  public Optional<Integer> whole(String name, int least) {
    return value(name).map(each -> (int) whole(name, each, least, Integer.MAX_VALUE));
  }

  /**
   * A whole number.
   *
   * @param name what it is called
   * @param value what is to be one
   * @param least the least that is taken
   * @param most the most that is taken
   * @return the number, exactly
   */
  public long whole(String name, JsonElement value, long least, long most) {
    if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
      try {
        long whole = primitive.getAsBigDecimal().longValueExact();
        if (whole >= least && whole <= most) {
          return whole;
        }
      } catch (ArithmeticException | NumberFormatException e) {
        throw wrong(name, value, wanted(least, most));
      }
    }
    throw wrong(name, value, wanted(least, most));
  }

  private static String wanted(long least, long most) {
    if (least == most) {
      return Long.toString(least);
    }
    String bounds =
        most < Integer.MAX_VALUE ? " from " + least + " to " + most : " of at least " + least;
    return "a whole number" + (least == Long.MIN_VALUE ? "" : bounds);
  }

  /**
   * Yes or no.
   *
   * @param name its name
   * @return its value; no where it is not there
   */
  public boolean flag(String name) {
    return value(name).isPresent() && flag(name, json.get(name));
  }

  private boolean flag(String name, JsonElement value) {
    if (value instanceof JsonPrimitive primitive && primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    throw wrong(name, value, "true or false");
  }

  /**
   * An object.
   *
   * @param name its name
   * @return its fields, if it is there
   */
  public Optional<Fields> object(String name) {
    return value(name).map(each -> object(name, each));
  }

  /**
   * An object.
   *
   * @param name what it is called
   * @param value what is to be one
   * @return its fields, which stand in these
   */
  public Fields object(String name, JsonElement value) {
    if (value instanceof JsonObject object) {
      return new Fields(where + ", " + name, object);
    }
    throw wrong(name, value, "an object in braces");
  }

  /**
   * A list.
   *
   * @param name what it is called
   * @param value what is to be one
   * @return the list
   */
  public JsonArray array(String name, JsonElement value) {
    if (value instanceof JsonArray array) {
      return array;
    }
    throw wrong(name, value, "a list in brackets");
  }

  /**
   * The values of a list; a single value is a list of one.
   *
   * @param name its name
   * @return its values; none where it is not there
   */
  public List<JsonElement> list(String name) {
    List<JsonElement> values = new ArrayList<>();
    value(name)
        .ifPresent(
            each -> {
              if (each instanceof JsonArray array) {
                array.forEach(values::add);
              } else {
                values.add(each);
              }
            });
    if (json.has(name) && values.isEmpty()) {
      throw wrong(name, json.get(name), "a value, or a list of some");
    }
    return values;
  }

  /**
   * The texts of a list; a single text is a list of one.
   *
   * @param name its name
   * @return the texts; none where it is not there
   */
  public List<String> texts(String name) {
    return list(name).stream().map(each -> text(name, each)).toList();
  }

  /**
   * A complaint about a value.
   *
   * @param name what it is called
   * @param value what it is
   * @param wanted what it is to be
   * @return the complaint, to be thrown
   */
  public InvalidInputException wrong(String name, JsonElement value, String wanted) {
    String text = value.toString();
    return refused(
        name
            + " is "
            + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text)
            + ", not "
            + wanted);
  }

  /**
   * A complaint.
   *
   * @param what what is wrong
   * @return the complaint, to be thrown
   */
  public InvalidInputException refused(String what) {
    return new InvalidInputException(where + ": " + what);
  }
}
