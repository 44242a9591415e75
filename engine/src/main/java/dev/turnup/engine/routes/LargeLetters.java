package dev.turnup.engine.routes;

import java.util.concurrent.Semaphore;

/**
 * How much of the memory is taken by large events under way. Small ones never wait for room, so
 * that whoever listens badly to orders of megabytes delays nobody who gets ordinary ones.
 */
final class LargeLetters {

  private static final int KILOBYTE = 1024;
  private static final int SMALL = 64;
  private static final int LARGEST = 16 * 1024;

  private final Semaphore free;

  LargeLetters(int kilobytes) {
    free = new Semaphore(kilobytes);
  }

  /** A share of what this node has, and always enough for the largest there are. */
  static LargeLetters ofMemory() {
    long share = Runtime.getRuntime().maxMemory() / KILOBYTE / 16;
    return new LargeLetters(Math.toIntExact(Math.max(LARGEST, share)));
  }

  /** Takes room for a body, or says that there is none just now. */
  boolean take(byte[] body) {
    return isSmall(body) || free.tryAcquire(kilobytes(body));
  }

  void giveBack(byte[] body) {
    if (!isSmall(body)) {
      free.release(kilobytes(body));
    }
  }

  private static boolean isSmall(byte[] body) {
    return kilobytes(body) <= SMALL;
  }

  private static int kilobytes(byte[] body) {
    return body.length / KILOBYTE;
  }
}
