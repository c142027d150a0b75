package nl.vangnet.files;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/// Lets through only the plain XML that spreadsheet programs write: no DOCTYPE, no comments, no
/// CDATA, no processing instruction but the declaration, no tag longer than 64 K. So no parser
/// behind it ever has to hold more than one tag and one piece of text.
final class PlainXml extends FilterReader {
  private static final int LONGEST_TAG = 65_536;
  private static final int LONGEST_DECLARATION = 1_000;

  private enum At {
    TEXT,
    OPENED,
    TAG,
    QUOTED,
    DECLARATION
  }

  private final String part;
  private At at = At.TEXT;
  private char quote;
  private char before;
  private int length;

  PlainXml(Reader in, String part) {
    super(in);
    this.part = part;
  }

  @Override
  public int read() throws IOException {
    var c = super.read();
    if (c >= 0) {
      look((char) c);
    }
    return c;
  }

  @Override
  public int read(char[] buffer, int offset, int wanted) throws IOException {
    var read = super.read(buffer, offset, wanted);
    for (var i = 0; i < read; i++) {
      look(buffer[offset + i]);
    }
    return read;
  }

  @Override
  public long skip(long count) {
    throw new UnsupportedOperationException("not skipped");
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void look(char c) {
    switch (at) {
      case TEXT -> {
        if (c == '<') {
          at = At.OPENED;
          length = 0;
        }
      }
      case OPENED -> {
        if (c == '!') {
          throw new ReadFault(
              "xml-not-plain",
              part,
              "The file holds a DOCTYPE, entity or comment that no spreadsheet needs; open it in"
                  + " Excel or LibreOffice and save it again as .xlsx");
        }
        at = c == '?' ? At.DECLARATION : At.TAG;
      }
      case TAG -> {
        count(LONGEST_TAG);
        if (c == '"' || c == '\'') {
          quote = c;
          at = At.QUOTED;
        } else if (c == '>') {
          at = At.TEXT;
        }
      }
      case QUOTED -> {
        count(LONGEST_TAG);
        if (c == quote) {
          at = At.TAG;
        }
      }
      case DECLARATION -> {
        count(LONGEST_DECLARATION);
        if (c == '>' && before == '?') {
          at = At.TEXT;
        }
      }
    }
    before = c;
  }

  private void count(int most) {
    if (++length > most) {
      throw new ReadFault(
          "damaged", part, "A tag in the file never ends; open it in Excel and save it again");
    }
  }
}
