package nl.vangnet.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import nl.vangnet.testing.AppTest;
import nl.vangnet.testing.SharedData;
import nl.vangnet.web.BadInput;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.w3c.dom.ls.LSInput;

/// EDXL-HAVE from the standard, to the standard, and from people who mean harm.
@AppTest
class HaveIT { // IDX-06
  @Autowired ApplicationContext app;
  @Autowired HaveDesk desk;
  @Autowired Clock clock;
  @LocalServerPort int port;

  private Feeding feeding() {
    return new Feeding(app);
  }

  @Test
  void whatWeWriteIsValidByTheSchemaOfTheStandard() throws Exception {
    var schema = SharedData.file("edxl-have/edxl-have.xsd");
    var site = feeding().site();
    feeding().fill(site, clock.instant().minusSeconds(300));
    var text = desk.write(HaveVersion.V1_0, List.of(site));
    var factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
    factory.setResourceResolver((type, namespace, publicId, systemId, base) ->
        new Imported(systemId, imported(String.valueOf(namespace))));
    var validator = factory.newSchema(schema.toFile()).newValidator();
    validator.validate(new StreamSource(new StringReader(text)));
    assertThat(text).contains("<have:BedType>AdultICU</have:BedType>");
  }

  /// The two schemas that the standard imports, wide open: their own files are not beside it.
  private static String imported(String namespace) {
    var name = namespace.contains("xpil") ? "OrganisationDetailsType" : "WhereType";
    return """
    <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="%s">
      <xsd:complexType name="%s"><xsd:sequence>
        <xsd:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/>
      </xsd:sequence></xsd:complexType>
    </xsd:schema>
    """
        .formatted(namespace, name);
  }

  private static final class Imported implements LSInput {
    private final String systemId;
    private final String text;

    Imported(String systemId, String text) {
      this.systemId = systemId;
      this.text = text;
    }

    @Override
    public java.io.Reader getCharacterStream() {
      return new StringReader(text);
    }

    @Override
    public String getSystemId() {
      return systemId;
    }

    @Override
    public String getStringData() {
      return text;
    }

    @Override
    public java.io.InputStream getByteStream() {
      return new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String getPublicId() {
      return "";
    }

    @Override
    public String getBaseURI() {
      return "";
    }

    @Override
    public String getEncoding() {
      return "UTF-8";
    }

    @Override
    public boolean getCertifiedText() {
      return false;
    }

    @Override
    public void setCharacterStream(java.io.Reader in) {}

    @Override
    public void setByteStream(java.io.InputStream in) {}

    @Override
    public void setStringData(String data) {}

    @Override
    public void setSystemId(String id) {}

    @Override
    public void setPublicId(String id) {}

    @Override
    public void setBaseURI(String uri) {}

    @Override
    public void setEncoding(String encoding) {}

    @Override
    public void setCertifiedText(boolean certified) {}
  }

  @Test
  void theCountsOfTheStandardBecomeFiguresAndTheRestIsKept() throws Exception {
    var site = feeding().site();
    var key = feeding().key(site);
    var document =
        """
        <HospitalStatus xmlns="urn:oasis:names:tc:emergency:EDXL:HAVE:1.0" xmlns:xnl="urn:oasis:names:tc:ciq:xnl:3">
         <Hospital><Organization><OrganizationInformation>
           <xnl:OrganisationName><xnl:NameElement>%s</xnl:NameElement></xnl:OrganisationName>
          </OrganizationInformation></Organization>
          <EmergencyDepartmentStatus><EMSTraffic><EMSTrafficStatus>Advisory</EMSTrafficStatus></EMSTraffic></EmergencyDepartmentStatus>
          <HospitalBedCapacityStatus>
           <BedCapacity><BedType>AdultICU</BedType>
            <Capacity><CapacityStatus>Vacant/Available</CapacityStatus><AvailableCount>4</AvailableCount><BaselineCount>31</BaselineCount><AdditionalCapacityCount24Hr>6</AdditionalCapacityCount24Hr></Capacity></BedCapacity>
           <BedCapacity><BedType>MedicalSurgical</BedType><SubCategoryBedType>Cardiac</SubCategoryBedType>
            <Capacity><AvailableCount>veel</AvailableCount><BaselineCount>40</BaselineCount></Capacity></BedCapacity>
           <BedCapacity><BedType>NegativeFlowIsolation</BedType><Capacity><AvailableCount>2</AvailableCount></Capacity></BedCapacity>
          </HospitalBedCapacityStatus>
          <LastUpdateTime>2026-03-01T08:30:00+01:00</LastUpdateTime></Hospital>
        </HospitalStatus>
        """
            .formatted(site.name());
    var answer = post(key, document);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"recorded\":4", "\"refused\":1", "\"unmapped\":2")
        .contains("Hospital[1]/BedCapacity[2]/availablecount")
        .contains("not-a-number");
    assertThat(feeding().picture(site))
        .contains(
            "AdultICU/icu/all/free 4 @2026-03-01T07:30:00Z null",
            "AdultICU/icu/all/physical 31 @2026-03-01T07:30:00Z null",
            "AdultICU/icu/all/surge_24h 6 @2026-03-01T07:30:00Z null",
            "MedicalSurgical/Cardiac/ward/all/physical 40 @2026-03-01T07:30:00Z null");
    var other = feeding().site();
    var foreign = post(key, document.replace(site.name(), other.name()));
    assertThat(foreign.statusCode()).isEqualTo(422);
    assertThat(foreign.body()).contains("not-allowed");
  }

  @Test
  void entitiesAndOtherHarmAreRefusedWithTheLine() throws Exception {
    var site = feeding().site();
    var key = feeding().key(site);
    var bomb =
        "<?xml version=\"1.0\"?>\n<!DOCTYPE h [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\n"
            + "<HospitalStatus><Hospital>&a;</Hospital></HospitalStatus>";
    assertThat(post(key, bomb).body()).contains("xml-with-entities").doesNotContain("root:");
    assertThat(post(key, bomb).statusCode()).isEqualTo(400);
    assertThat(post(key, "<a><b></a>").body()).contains("unreadable-xml");
    assertThat(post(key, "<a/>").body()).contains("not-edxl-have");
    assertThat(post(key, "<a>".repeat(200)).statusCode()).isEqualTo(400);
    assertThat(post(key, "").statusCode()).isEqualTo(400);
  }

  @Test
  void noBrokenDocumentEverFails() {
    var site = feeding().site();
    feeding().fill(site, clock.instant().minusSeconds(300));
    var random = new Random(8);
    for (var version : HaveVersion.values()) {
      var good = desk.write(version, List.of(site)).getBytes(StandardCharsets.UTF_8);
      for (var round = 0; round < 60; round++) {
        var broken = good.clone();
        for (var n = 0; n <= random.nextInt(5); n++) {
          broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
        }
        try {
          assertThat(desk.take(Feeding.hospital(site), broken).items()).isNotNull();
        } catch (BadInput refused) {
          assertThat(refused.getMessage()).isNotBlank();
        }
      }
    }
  }

  private HttpResponse<String> post(String key, String document) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/edxl-have"))
                .header("X-API-Key", key)
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString(document))
                .build(),
            BodyHandlers.ofString());
  }
}
