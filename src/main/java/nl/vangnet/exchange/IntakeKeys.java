package nl.vangnet.exchange;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// The two secrets of the intake: `vangnet.pseudonym-key` for pseudonyms, `vangnet.intake-key` for
/// kept messages. What the environment gives comes first; a secret that it does not give is made
/// once and kept in the database, so that all nodes on it agree.
@Component
class IntakeKeys {
  private static final Logger log = LoggerFactory.getLogger(IntakeKeys.class);
  private static final String PSEUDONYM = "vangnet.pseudonym-key";
  private static final String INTAKE = "vangnet.intake-key";
  private static final int MIN_LENGTH = 32;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final HexFormat HEX = HexFormat.of();

  private final Environment environment;
  private final SecretStore store;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Pseudonyms pseudonyms;
  private final SecretKeySpec keeping;
  private final @Nullable SecretKeySpec keptBefore;

  /// A secret in use; `generated` when the environment did not give it, `other` the generated one
  /// that was used before.
  private record Secret(String name, byte[] key, boolean generated, byte @Nullable [] other) {}

  IntakeKeys(Environment environment, SecretStore store, Clock clock) {
    this.environment = environment;
    this.store = store;
    this.clock = clock;
    var givenPseudonym = given(PSEUDONYM);
    var givenIntake = given(INTAKE);
    var pseudonym = secret(PSEUDONYM, givenPseudonym);
    var intake = secret(INTAKE, givenIntake);
    this.pseudonyms = new Pseudonyms(pseudonym.key());
    this.keeping = new SecretKeySpec(intake.key(), "AES");
    this.keptBefore = intake.other() == null ? null : new SecretKeySpec(intake.other(), "AES");
    warnOfGenerated(List.of(pseudonym, intake));
  }

  private void warnOfGenerated(List<Secret> secrets) {
    var generated =
        secrets.stream()
            .filter(Secret::generated)
            .map(s -> variable(s.name()))
            .collect(Collectors.joining(" and "));
    if (!generated.isEmpty() && !environment.getProperty("vangnet.demo", Boolean.class, false)) {
      log.warn(
          "{} not set: a secret made by this product and kept in its database is used, so a copy of"
              + " the database is enough to link pseudonyms and to read kept messages. A production"
              + " system sets both VANGNET_PSEUDONYM_KEY and VANGNET_INTAKE_KEY itself, before its"
              + " first message and the same on every node, each to 32 random bytes in hex, for"
              + " instance from: openssl rand -hex 32",
          generated);
    }
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

  /// Decrypts what `seal` made, also with the generated secret that was used before.
  byte[] open(byte[] sealed) {
    try {
      try {
        return open(sealed, keeping);
      } catch (AEADBadTagException e) {
        if (keptBefore == null) {
          throw e;
        }
        return open(sealed, keptBefore);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "a kept message cannot be decrypted (maybe VANGNET_INTAKE_KEY was changed)", e);
    }
  }

  private static byte[] open(byte[] sealed, SecretKeySpec key) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE));
    return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
  }

  private byte @Nullable [] given(String name) {
    var text = environment.getProperty(name, "").strip();
    if (!text.isEmpty() && text.length() < MIN_LENGTH) {
      throw new IllegalStateException(
          variable(name)
              + " is too short: give at least "
              + MIN_LENGTH
              + " random characters, for instance from: openssl rand -hex 32");
    }
    return text.isEmpty() ? null : digest(name + ":" + text);
  }

  private Secret secret(String name, byte @Nullable [] given) {
    var generated = generated(name, given == null);
    return given == null ? ownOf(name, generated) : givenOf(name, given, generated);
  }

  private byte @Nullable [] generated(String name, boolean needed) {
    var kept = store.find(name);
    if (kept.isEmpty() && !needed) {
      return null;
    }
    var value =
        kept.orElseGet(() -> {
          var made = new byte[32];
          random.nextBytes(made);
          return store.keepFirst(name, HEX.formatHex(made), clock.instant());
        });
    return digest(name + ":" + value);
  }

  private Secret ownOf(String name, byte @Nullable [] generated) {
    var own = java.util.Objects.requireNonNull(generated);
    var before = store.find(print(name)).orElse(null);
    switch (SecretChoice.of(null, fingerprint(own), before, acceptNew())) {
      case GENERATED_ANEW -> {
        store.forget(print(name));
        warnOfChange(name);
      }
      case REFUSED_MISSING, REFUSED_OTHER ->
          throw new IllegalStateException(
              variable(name)
                  + " is not set, but a node on this database used one (fingerprint "
                  + before
                  + "): with another secret every stay would be split in two. Set it as on the other"
                  + " nodes, or start once with vangnet.accept-new-keys=true to begin anew");
      case GENERATED, GIVEN, GIVEN_ANEW -> {}
    }
    return new Secret(name, own, true, null);
  }

  private Secret givenOf(String name, byte[] given, byte @Nullable [] generated) {
    var own = fingerprint(given);
    var other = generated == null ? null : fingerprint(generated);
    var first = store.find(print(name)).isEmpty();
    // whoever records the first fingerprint decides, also when two nodes start at once
    var counts = store.keepFirst(print(name), own, clock.instant());
    var choice =
        SecretChoice.of(own, other, first && counts.equals(own) ? null : counts, acceptNew());
    switch (choice) {
      case GIVEN_ANEW -> {
        store.replace(print(name), own, clock.instant());
        warnOfChange(name);
      }
      case REFUSED_OTHER, REFUSED_MISSING ->
          throw new IllegalStateException(
              variable(name)
                  + " (fingerprint "
                  + own
                  + ") is another one than a node on this database used before (fingerprint "
                  + counts
                  + "): every stay would be split in two. Set it as on the other nodes, or start"
                  + " once with vangnet.accept-new-keys=true to change it");
      case GIVEN, GENERATED, GENERATED_ANEW -> {}
    }
    return new Secret(name, given, false, own.equals(other) ? null : generated);
  }

  private static void warnOfChange(String name) {
    log.warn(
        "{} differs from the secret used before on this database: {}",
        variable(name),
        name.equals(PSEUDONYM)
            ? "pseudonyms made before differ from those made now; let every source complete its"
                + " census again"
            : "messages kept before can be replayed only as far as they were kept with the secret"
                + " that this product generated");
  }

  private boolean acceptNew() {
    return environment.getProperty("vangnet.accept-new-keys", Boolean.class, false);
  }

  private static String print(String name) {
    return name + ".fingerprint";
  }

  /// The environment variable of a setting.
  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static String fingerprint(byte[] key) {
    return HEX.formatHex(sha256(key), 0, 8);
  }

  private static byte[] digest(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
