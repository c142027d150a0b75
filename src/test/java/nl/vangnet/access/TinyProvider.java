package nl.vangnet.access;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A small but real OpenID Connect provider: discovery, keys, the code flow with PKCE, signed ID
/// tokens and user information. Whoever comes is the `visitor`.
final class TinyProvider {
  static final String CLIENT = "vangnet-test";
  static final String SECRET = "geheim-van-de-client";

  /// Who is signed in at the provider; it vouches for the address when `verified`.
  record Visitor(String subject, String email, boolean verified) {}

  private record Granted(Visitor visitor, String nonce, String challenge) {}

  private final HttpServer server;
  private final RSAKey key;
  private final AtomicInteger number = new AtomicInteger();
  private final Map<String, Granted> codes = new ConcurrentHashMap<>();
  private final Map<String, Granted> tokens = new ConcurrentHashMap<>();
  volatile Visitor visitor = new Visitor("nobody", "nobody@example.org", true);
  volatile boolean declines;

  TinyProvider() {
    try {
      key = new RSAKeyGenerator(2048).keyID("k1").generate();
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (JOSEException | IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/.well-known/openid-configuration", this::discovery);
    server.createContext("/jwks", e -> json(e, 200, new JWKSet(key.toPublicJWK()).toString()));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.createContext("/userinfo", this::userInfo);
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void discovery(HttpExchange exchange) throws IOException {
    json(
        exchange,
        200,
        """
        {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
         "jwks_uri":"%1$s/jwks","userinfo_endpoint":"%1$s/userinfo",
         "response_types_supported":["code"],"subject_types_supported":["public"],
         "id_token_signing_alg_values_supported":["RS256"],
         "code_challenge_methods_supported":["S256"]}
        """
            .formatted(issuer()));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    var asked = parameters(exchange.getRequestURI().getRawQuery());
    var code = "code-" + number.incrementAndGet();
    codes.put(
        code,
        new Granted(
            visitor, asked.getOrDefault("nonce", ""), asked.getOrDefault("code_challenge", "")));
    exchange
        .getResponseHeaders()
        .add(
            "Location",
            asked.get("redirect_uri")
                + (declines ? "?error=access_denied" : "?code=" + code)
                + "&state="
                + URLEncoder.encode(asked.getOrDefault("state", ""), StandardCharsets.UTF_8));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    var sent =
        parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    var basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    var granted = codes.remove(sent.getOrDefault("code", ""));
    if (granted == null
        || !basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
        || !granted.challenge().equals(challenge(sent.getOrDefault("code_verifier", "")))) {
      json(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    var token = "token-" + number.incrementAndGet();
    tokens.put(token, granted);
    json(
        exchange,
        200,
        """
        {"access_token":"%s","token_type":"Bearer","expires_in":300,"scope":"openid email",
         "id_token":"%s"}
        """
            .formatted(token, idToken(granted)));
  }

  private void userInfo(HttpExchange exchange) throws IOException {
    var shown = requireNonNull(exchange.getRequestHeaders().getFirst("Authorization"));
    var granted = requireNonNull(tokens.get(shown.substring("Bearer ".length())));
    json(
        exchange,
        200,
        """
        {"sub":"%s","email":"%s","email_verified":%s}
        """
            .formatted(
                granted.visitor().subject(),
                granted.visitor().email(),
                granted.visitor().verified()));
  }

  private String idToken(Granted granted) {
    var now = System.currentTimeMillis();
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject(granted.visitor().subject())
                .audience(CLIENT)
                .issueTime(new Date(now))
                .expirationTime(new Date(now + 300_000))
                .claim("nonce", granted.nonce())
                .build());
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> parameters(String text) {
    var found = new HashMap<String, String>();
    for (var pair : text.split("&", -1)) {
      var at = pair.indexOf('=');
      if (at > 0) {
        found.put(
            pair.substring(0, at),
            URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
      }
    }
    return found;
  }

  private static void json(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
