package dev.turnup.connectors;

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
 * An answer's body up to a length and within a time. Of one that goes on and on nothing more is
 * read, until the connection is closed for being idle: the client reads a request that failed to
 * its end, and this one may have none.
 */
public final class LimitedBody implements BodyCodec<Buffer> {

  private final int longest;
  private final long deadline;

  public LimitedBody(int longest, Duration within) {
    this.longest = longest;
    this.deadline = System.nanoTime() + within.toNanos();
  }

  @Override
  public void create(Handler<AsyncResult<BodyStream<Buffer>>> handler) {
    handler.handle(Future.succeededFuture(new Stream()));
  }

  private final class Stream implements BodyStream<Buffer> {

    private final Buffer read = Buffer.buffer();
    private final Promise<Buffer> whole = Promise.promise();
    private boolean tooMuch;

    @Override
    public Future<Void> write(Buffer part) {
      tooMuch |= read.length() + part.length() > longest || System.nanoTime() > deadline;
      if (!tooMuch) {
        read.appendBuffer(part);
      }
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
      if (tooMuch) {
        whole.tryFail(new UnreadableAnswer("an answer of more than " + longest + " bytes"));
      } else {
        whole.tryComplete(read);
      }
      if (handler != null) {
        handler.handle(Future.succeededFuture());
      }
    }

    @Override
    public Future<Buffer> result() {
      return whole.future();
    }

    @Override
    public void handle(Throwable lost) {
      whole.tryFail(lost);
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
