package dev.turnup.engine.routes;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import java.time.Duration;

/**
 * An answer's body, thrown away as it comes. Of one that goes on and on nothing more is read, until
 * the connection is closed for being idle.
 */
final class UnreadBody implements BodyCodec<Buffer> {

  private static final int LONGEST = 64 * 1024;

  private final long deadline;

  UnreadBody(Duration within) {
    this.deadline = System.nanoTime() + within.toNanos();
  }

  @Override
  public void create(Handler<AsyncResult<BodyStream<Buffer>>> handler) {
    handler.handle(Future.succeededFuture(new Stream()));
  }

  private final class Stream implements BodyStream<Buffer> {

    private final Promise<Buffer> end = Promise.promise();
    private long length;
    private boolean tooMuch;

    @Override
    public Future<Void> write(Buffer part) {
      length += part.length();
      tooMuch |= length > LONGEST || System.nanoTime() > deadline;
      return Future.succeededFuture();
    }

    @Override
    public void write(Buffer part, Handler<AsyncResult<Void>> handler) {
      write(part).onComplete(handler);
    }

    @Override
    public boolean writeQueueFull() {
      return tooMuch;
    }

    @Override
    public void end(Handler<AsyncResult<Void>> handler) {
      end.tryComplete(Buffer.buffer());
      if (handler != null) {
        handler.handle(Future.succeededFuture());
      }
    }

    @Override
    public Future<Buffer> result() {
      return end.future();
    }

    @Override
    public void handle(Throwable lost) {
      end.tryFail(lost);
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
      return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int size) {
      return this;
    }

    @Override
    public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
      return this;
    }
  }
}
