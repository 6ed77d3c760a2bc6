package org.juxta.dicom.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dcm4che3.data.UID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.objects.Part10File;
import org.juxta.dicom.testing.CapturedLog;
import org.juxta.dicom.testing.RunningListener;
import org.juxta.dicom.testing.ScriptedPeer;
import org.juxta.dicom.testing.TestObjects;

/**
 * Noise, and a whole correct conversation with a few bytes changed, cut or doubled, against the
 * open port.
 */
class FuzzTest {
  private static final int CASES = 400;
  private static final int PEERS = 8;
  private static final long SEED = 20261104;

  @Test
  void theListenerSurvivesNoiseAndBrokenConversations(@TempDir Path directory) throws Exception {
    byte[] dataset = TestObjects.encode(TestObjects.ct(1, 16), UID.ExplicitVRLittleEndian);
    Random random = new Random(SEED);
    try (RunningListener listener = RunningListener.in(directory);
        CapturedLog log = CapturedLog.open()) {
      try (ScriptedPeer peer = new ScriptedPeer(listener.port())) {
        peer.associate("JUXTA", UID.CTImageStorage, UID.ExplicitVRLittleEndian);
        assertThat(peer.store(UID.CTImageStorage, "2.25.77.1", dataset)).isZero();
        peer.release();
      }
      byte[] conversation = conversation(dataset);
      ExecutorService peers = Executors.newFixedThreadPool(PEERS);
      List<Callable<Void>> cases = new ArrayList<>();
      for (int i = 0; i < CASES; i++) {
        byte[] bytes = i % 4 == 0 ? noise(random) : mutated(conversation, random);
        cases.add(() -> say(listener.port(), bytes));
      }
      for (Future<Void> said : peers.invokeAll(cases)) {
        said.get();
      }
      peers.shutdown();

      listener.echo();
      assertThat(
              Part10File.read(listener.store().instance("2.25.77.1").orElseThrow().file())
                  .dataset())
          .isEqualTo(dataset);
      listener.stored().forEach(instance -> assertThat(instance.file()).isRegularFile());
      assertThat(log.lines().stream().filter(FuzzTest::isErrorOfOurs)).isEmpty();
      assertThat(log.lines()).hasSizeGreaterThan(CASES / 4);
    }
  }

  /**
   * A status 0110H of ours, or a runtime exception that dcm4che wraps. Its parser says what it
   * cannot read with EOFException or, in newer versions, DicomStreamException.
   */
  private static boolean isErrorOfOurs(String line) {
    return line.contains("0110H")
        || (line.matches(".*[a-z]\\.[A-Z]\\w+Exception.*")
            && !line.contains("EOFException")
            && !line.contains("DicomStreamException"));
  }

  private static byte[] conversation(byte[] dataset) {
    return ScriptedPeer.concat(
        ScriptedPeer.associateRequest(
            "JUXTA", "FUZZ", UID.CTImageStorage, UID.ExplicitVRLittleEndian),
        ScriptedPeer.data(
            1, true, true, ScriptedPeer.storeCommand(UID.CTImageStorage, "2.25.77.1", true)),
        ScriptedPeer.data(1, false, true, dataset),
        ScriptedPeer.pdu(5, new byte[4]));
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[random.nextInt(2000)];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] mutated(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      // Most of the interest lies in the head: association, command, first elements.
      int at = random.nextInt(random.nextInt(4) == 0 ? bytes.length : 700);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        default -> bytes[at] = (byte) (random.nextBoolean() ? 0xFF : 0);
      }
    }
    if (random.nextInt(4) == 0) {
      int cut = random.nextInt(bytes.length);
      bytes = Arrays.copyOf(bytes, cut);
    }
    return bytes;
  }

  /** Says it, says that it is the end, and waits until the listener has closed. */
  private static @Nullable Void say(int port, byte[] bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      try {
        socket.getOutputStream().write(bytes);
        socket.shutdownOutput();
        InputStream in = socket.getInputStream();
        in.transferTo(OutputStream.nullOutputStream());
      } catch (SocketException reset) {
        // The listener may close while we still talk.
      }
    }
    return null;
  }
}
