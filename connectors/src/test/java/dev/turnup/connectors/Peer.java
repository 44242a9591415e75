package dev.turnup.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An outside system that does whatever a test wants, down to the bytes and the connection. */
public final class Peer implements AutoCloseable {

  /** What was asked. */
  public record Request(
      String method, String target, Map<String, String> headers, String body, Socket connection) {}

  /** How the peer behaves towards a request. */
  public interface Behaviour {

    void towards(Request request, OutputStream answer) throws IOException, InterruptedException;
  }

  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final AtomicInteger busy = new AtomicInteger();
  private volatile Behaviour behaviour = (request, answer) -> {};
  private volatile ServerSocket listener;
  private final int port;

  public Peer() {
    listener = listen(0);
    port = listener.getLocalPort();
  }

  public int port() {
    return port;
  }

  /** From now on it behaves like this, and forgets what it was asked. */
  public void does(Behaviour behaviour) {
    this.behaviour = behaviour;
    requests.clear();
  }

  /** Ends all connections. */
  public void hangsUp() {
    try {
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public Request onlyRequest() {
    if (requests.size() != 1) {
      throw new AssertionError("asked " + requests.size() + " times");
    }
    return requests.element();
  }

  /** Refuses connections until {@link #acceptsConnections()}. */
  public void refusesConnections() {
    close();
  }

  public void acceptsConnections() {
    listener = listen(port);
  }

  @Override
  public void close() {
    try {
      listener.close();
      hangsUp();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Behaviour answers(int status, String body, String... headers) {
    return (request, answer) -> {
      byte[] content = body.getBytes(UTF_8);
      String head =
          "HTTP/1.1 %d Said\r\nContent-Type: application/json\r\nContent-Length: %d\r\n"
              .formatted(status, content.length);
      for (String header : headers) {
        head += header + "\r\n";
      }
      // at once: a second small packet would wait until the first is acknowledged
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      whole.writeBytes((head + "\r\n").getBytes(UTF_8));
      whole.writeBytes(content);
      whole.writeTo(answer);
      answer.flush();
    };
  }

  /** The bytes as they are, and then the connection ends. */
  public static Behaviour saysAndHangsUp(String bytes) {
    return (request, answer) -> {
      answer.write(bytes.getBytes(UTF_8));
      answer.flush();
      request.connection().close();
    };
  }

  /** Takes the request and never says a word. */
  public static Behaviour isSilent() {
    return (request, answer) -> {};
  }

  /** Takes the request and breaks the connection so that the caller sees a reset. */
  public static Behaviour resetsAfterwards() {
    return (request, answer) -> {
      request.connection().setSoLinger(true, 0);
      request.connection().close();
    };
  }

  /** Goes on until nobody listens any more, and then remembers that. */
  public static Behaviour goesOn(byte[] part, long pauseMillis) {
    return (request, answer) -> {
      answer.write(
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
              .getBytes(UTF_8));
      while (true) {
        answer.write((Integer.toHexString(part.length) + "\r\n").getBytes(UTF_8));
        answer.write(part);
        answer.write("\r\n".getBytes(UTF_8));
        answer.flush();
        Thread.sleep(pauseMillis);
      }
    };
  }

  /** Whether it is through with every request: answered, or nobody listens any more. */
  public boolean isIdle() {
    return busy.get() == 0;
  }

  private ServerSocket listen(int at) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 200);
      Thread accepting = new Thread(() -> accept(socket), "peer");
      accepting.setDaemon(true);
      accepting.start();
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connections.add(connection);
        Thread serving = new Thread(() -> serve(connection), "peer connection");
        serving.setDaemon(true);
        serving.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      String start = line(in);
      while (!start.isEmpty()) {
        Request request = read(start, in, connection);
        requests.add(request);
        busy.incrementAndGet();
        try {
          behaviour.towards(request, connection.getOutputStream());
        } finally {
          busy.decrementAndGet();
        }
        start = line(in);
      }
    } catch (IOException | InterruptedException gone) {
      // the other side hung up, or this one did
    } finally {
      connections.remove(connection);
    }
  }

  private static Request read(String start, InputStream in, Socket connection) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String[] header = line.split(": ?", 2);
      headers.put(header[0], header[1]);
    }
    int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
    String[] parts = start.split(" ");
    return new Request(
        parts[0], parts[1], headers, new String(in.readNBytes(length), UTF_8), connection);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
      if (octet != '\r') {
        line.write(octet);
      }
    }
    return line.toString(UTF_8);
  }
}
