package nl.vangnet;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the product.
@SpringBootApplication
public class Vangnet {
  /// Runs Vangnet with the usual Spring Boot arguments.
  public static void main(String[] args) {
    SpringApplication.run(Vangnet.class, args);
  }
}
