package nl.vangnet.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// The two secrets of the intake: `vangnet.pseudonym-key` for pseudonyms, `vangnet.intake-key` for
/// kept messages. With the embedded database or in demo mode they are made once and kept in the
/// data folder, readable by the owner only; on a database server they must be given, the same on
/// every node.
@Component
class IntakeKeys {
  private static final int MIN_LENGTH = 32;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final Pseudonyms pseudonyms;
  private final SecretKeySpec keeping;
  private final SecureRandom random = new SecureRandom();

  IntakeKeys(Environment environment) {
    this.pseudonyms = new Pseudonyms(secret(environment, "vangnet.pseudonym-key"));
    this.keeping = new SecretKeySpec(secret(environment, "vangnet.intake-key"), "AES");
  }

  Pseudonyms pseudonyms() {
    return pseudonyms;
  }

  /// Encrypts a message (AES-GCM; nonce first).
  byte[] seal(byte[] plain) {
    try {
      var nonce = new byte[NONCE];
      random.nextBytes(nonce);
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, keeping, new GCMParameterSpec(TAG_BITS, nonce));
      var sealed = cipher.doFinal(plain);
      var all = Arrays.copyOf(nonce, NONCE + sealed.length);
      System.arraycopy(sealed, 0, all, NONCE, sealed.length);
      return all;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a message could not be encrypted", e);
    }
  }

  /// Decrypts what `seal` made.
  byte[] open(byte[] sealed) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, keeping, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE));
      return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "a kept message cannot be decrypted (maybe vangnet.intake-key was changed)", e);
    }
  }

  private static byte[] secret(Environment environment, String name) {
    var given = environment.getProperty(name, "");
    if (given.isBlank()) {
      given = generated(environment, name);
    }
    if (given.strip().length() < MIN_LENGTH) {
      throw new IllegalStateException(
          name + " is too short: give at least " + MIN_LENGTH + " random characters");
    }
    return digest(name + ":" + given.strip());
  }

  private static String generated(Environment environment, String name) {
    var own =
        "embedded".equals(environment.getProperty("vangnet.database"))
            || environment.getProperty("vangnet.demo", Boolean.class, false);
    if (!own) {
      throw new IllegalStateException(
          name
              + " is not set. On a database server every node needs the same secret: set "
              + name.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace("-", "")
              + " to at least "
              + MIN_LENGTH
              + " random characters and keep it; without it pseudonyms and kept messages are lost");
    }
    var folder = Path.of(environment.getProperty("vangnet.data-dir", "data"));
    var file = folder.resolve("keys").resolve(name.substring("vangnet.".length()));
    try {
      return read(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the secret in " + file + " cannot be read or made", e);
    }
  }

  private static String read(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      var secret = new byte[32];
      new SecureRandom().nextBytes(secret);
      var draft = Files.createTempFile(file.toAbsolutePath().getParent(), "key", "");
      if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
      }
      Files.writeString(draft, HexFormat.of().formatHex(secret));
      try {
        Files.createLink(file, draft);
      } catch (FileAlreadyExistsException e) {
        // another node on the same folder was first: its secret counts
        return Files.readString(file);
      } finally {
        Files.delete(draft);
      }
    }
    return Files.readString(file);
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
