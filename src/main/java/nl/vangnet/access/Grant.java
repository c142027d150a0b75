package nl.vangnet.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Names the permission that a handler method needs. A handler without `@Grant` or `@OpenToAll` is
/// denied to everybody.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Grant {
  /// The permission.
  Permission value();
}
