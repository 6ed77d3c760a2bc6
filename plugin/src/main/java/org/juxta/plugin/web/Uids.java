package org.juxta.plugin.web;

import io.javalin.http.Context;
import java.util.regex.Pattern;

/** UIDs in paths (PS3.5 9.1): digits and dots, 64 characters at most. */
final class Uids {
  private static final Pattern UID = Pattern.compile("[0-9.]{1,64}");

  private Uids() {}

  static String of(Context context, String parameter) {
    String uid = context.pathParam(parameter);
    if (!UID.matcher(uid).matches()) {
      throw ProblemException.badRequest(parameter, "is not a UID; digits and dots, at most 64");
    }
    return uid;
  }
}
