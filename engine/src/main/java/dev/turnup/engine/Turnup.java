package dev.turnup.engine;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts one node of Turnup. */
@SpringBootApplication
public class Turnup {

  public static void main(String[] arguments) {
    SpringApplication.run(Turnup.class, arguments);
  }
}
