package nl.vangnet.files;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import java.util.zip.CRC32;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;

/// Writes PDF from XHTML: A4, the standard fonts, nothing fetched from anywhere; the same text with
/// the same moment gives the same bytes.
public final class PdfWriter {
  private PdfWriter() {}

  /// A document of this page. `createdAt` is the moment that its properties name. Only characters
  /// of WinAnsi show.
  public static byte[] write(String xhtml, Instant createdAt) {
    var out = new ByteArrayOutputStream();
    try {
      var builder = new PdfRendererBuilder();
      builder.withHtmlContent(xhtml, null);
      builder.useFastMode();
      builder.withProducer("Vangnet");
      builder.useUriResolver((base, uri) -> null);
      builder.toStream(out);
      try (var renderer = builder.buildPdfRenderer()) {
        renderer.createPDFWithoutClosing();
        var document = renderer.getPdfDocument();
        var moment = calendar(createdAt);
        document.getDocumentInformation().setCreationDate(moment);
        document.getDocumentInformation().setModificationDate(moment);
        document.setDocumentId(mark(xhtml));
        document.save(out, CompressParameters.NO_COMPRESSION);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Calendar calendar(Instant at) {
    var calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), java.util.Locale.ROOT);
    calendar.setTimeInMillis(at.toEpochMilli() / 1000 * 1000);
    return calendar;
  }

  private static long mark(String xhtml) {
    var sum = new CRC32();
    sum.update(xhtml.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return sum.getValue();
  }
}
