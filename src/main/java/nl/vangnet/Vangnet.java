package nl.vangnet;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/// Starts the product.
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class Vangnet {
  /// Runs Vangnet with the usual Spring Boot arguments.
  public static void main(String[] args) {
    SpringApplication.run(Vangnet.class, args);
  }
}
