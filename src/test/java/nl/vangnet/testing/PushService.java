package nl.vangnet.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A push service and the one browser behind it: takes pushes over real HTTP (RFC 8030), checks the
/// sender's signature (RFC 8292) and decrypts what came (RFC 8291), with nothing of the product in
/// it.
public final class PushService implements AutoCloseable {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final HttpServer server;
  private final Keys keys;
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private volatile int answer = 201;

  /// One push as the browser got it. `sender` is the sender's key, `subject` whom to call about it.
  public record Taken(
      String path,
      String text,
      String ttl,
      String urgency,
      String topic,
      String sender,
      String audience,
      String subject) {}

  /// The keys of a browser: its private one, its public one as a point, its secret.
  @SuppressWarnings("ArrayRecordComponent")
  public record Keys(ECPrivateKey own, byte[] point, byte[] secret) {
    /// New keys.
    public static Keys random() {
      try {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = generator.generateKeyPair();
        var secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        return new Keys(
            (ECPrivateKey) pair.getPrivate(), pointOf((ECPublicKey) pair.getPublic()), secret);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    /// Keys as they stand in a document, in base64url.
    public static Keys of(String own, String point, String secret) {
      try {
        var key =
            (ECPrivateKey)
                KeyFactory.getInstance("EC")
                    .generatePrivate(
                        new ECPrivateKeySpec(new BigInteger(1, DECODER.decode(own)), curve()));
        return new Keys(key, DECODER.decode(point), DECODER.decode(secret));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    /// What a body of `aes128gcm` says to this browser.
    public String open(byte[] body) {
      try {
        var in = ByteBuffer.wrap(body);
        var salt = new byte[16];
        in.get(salt);
        in.getInt();
        var sender = new byte[in.get() & 0xFF];
        in.get(sender);
        var sealed = new byte[in.remaining()];
        in.get(sealed);
        var agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(own);
        agreement.doPhase(publicKey(sender), true);
        var shared = mac(secret, agreement.generateSecret());
        var info = joined("WebPush: info\0".getBytes(StandardCharsets.UTF_8), point, sender);
        var root = mac(salt, expanded(shared, info, 32));
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
            Cipher.DECRYPT_MODE,
            new SecretKeySpec(
                expanded(
                    root, "Content-Encoding: aes128gcm\0".getBytes(StandardCharsets.UTF_8), 16),
                "AES"),
            new GCMParameterSpec(
                128,
                expanded(root, "Content-Encoding: nonce\0".getBytes(StandardCharsets.UTF_8), 12)));
        var plain = cipher.doFinal(sealed);
        var end = plain.length;
        while (plain[end - 1] == 0) {
          end--;
        }
        if (plain[end - 1] != 2) {
          throw new IllegalStateException("the last record ends with 2, not " + plain[end - 1]);
        }
        return new String(plain, 0, end - 1, StandardCharsets.UTF_8);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /// Opens the service on a free port.
  public PushService() {
    keys = Keys.random();
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/push/", this::take);
    server.start();
  }

  /// The address of a browser of this name.
  public String endpoint(String name) {
    return origin() + "/push/" + name;
  }

  /// Scheme, host and port.
  public String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// The browser's public key in base64url.
  public String key() {
    return ENCODER.encodeToString(keys.point());
  }

  /// The browser's secret in base64url.
  public String secret() {
    return ENCODER.encodeToString(keys.secret());
  }

  /// What came, oldest first.
  public List<Taken> taken() {
    return List.copyOf(taken);
  }

  /// What the service answers from now on.
  public void answer(int status) {
    answer = status;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var status = answer;
      if (status == 201) {
        taken.add(read(exchange));
      }
      exchange.sendResponseHeaders(status, -1);
    } catch (RuntimeException e) {
      taken.add(
          new Taken(exchange.getRequestURI().getPath(), "UNREADABLE " + e, "", "", "", "", "", ""));
      exchange.sendResponseHeaders(400, -1);
    }
  }

  private Taken read(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    var body = new ByteArrayOutputStream();
    exchange.getRequestBody().transferTo(body);
    if (!"aes128gcm".equals(headers.getFirst("Content-Encoding"))) {
      throw new IllegalStateException("encoded as " + headers.getFirst("Content-Encoding"));
    }
    var claims = claims(headers.getFirst("Authorization"));
    return new Taken(
        exchange.getRequestURI().getPath(),
        keys.open(body.toByteArray()),
        headers.getFirst("TTL"),
        headers.getFirst("Urgency"),
        headers.getFirst("Topic"),
        headers.getFirst("Authorization").replaceFirst(".*k=([A-Za-z0-9_-]+).*", "$1"),
        claim(claims, "aud"),
        claim(claims, "sub"));
  }

  private static String claim(String claims, String name) {
    return claims.replaceFirst(".*\"" + name + "\":\"([^\"]*)\".*", "$1");
  }

  /// The claims of a signature that holds.
  private static String claims(String authorization) {
    var found =
        java.util.regex.Pattern.compile("vapid t=([^.]+)\\.([^.]+)\\.([^, ]+), ?k=([A-Za-z0-9_-]+)")
            .matcher(authorization);
    if (!found.matches()) {
      throw new IllegalStateException("authorised by " + authorization);
    }
    try {
      var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initVerify(publicKey(DECODER.decode(found.group(4))));
      signature.update((found.group(1) + "." + found.group(2)).getBytes(StandardCharsets.US_ASCII));
      if (!signature.verify(DECODER.decode(found.group(3)))) {
        throw new IllegalStateException("the signature does not hold");
      }
      return new String(DECODER.decode(found.group(2)), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] expanded(byte[] root, byte[] info, int length)
      throws GeneralSecurityException {
    return Arrays.copyOf(mac(root, joined(info, new byte[] {1})), length);
  }

  private static byte[] mac(byte[] key, byte[] data) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(data);
  }

  private static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static ECParameterSpec curve() throws GeneralSecurityException {
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  private static ECPublicKey publicKey(byte[] point) throws GeneralSecurityException {
    var at =
        new ECPoint(
            new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
            new BigInteger(1, Arrays.copyOfRange(point, 33, 65)));
    return (ECPublicKey)
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(at, curve()));
  }

  private static byte[] pointOf(ECPublicKey key) {
    var point = new byte[65];
    point[0] = 4;
    put(key.getW().getAffineX(), point, 1);
    put(key.getW().getAffineY(), point, 33);
    return point;
  }

  private static void put(BigInteger number, byte[] into, int at) {
    var bytes = number.toByteArray();
    var length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, into, at + 32 - length, length);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
