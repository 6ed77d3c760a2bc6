package org.juxta.dicom.listener;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import org.dcm4che3.data.UID;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.AssociationHandler;
import org.dcm4che3.net.pdu.AAssociateAC;
import org.dcm4che3.net.pdu.AAssociateRJ;
import org.dcm4che3.net.pdu.AAssociateRQ;
import org.dcm4che3.net.pdu.PresentationContext;
import org.dcm4che3.net.pdu.RoleSelection;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.objects.AeTitles;
import org.juxta.dicom.objects.JuxtaImplementation;
import org.juxta.dicom.objects.Uids;

/**
 * Decides who may associate and for what (PS3.8 section 9.3, PS3.7 annex D).
 *
 * <p>Every storage SOP class is accepted, private ones too, and whatever transfer syntax is
 * proposed. Of several in one context the first is chosen: it is the sender's preference, most
 * often the syntax the object is in, and any other would make it re-encode.
 */
final class AssociationPolicy extends AssociationHandler {
  static final String STANDARD = "1.2.840.10008.";
  static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";

  /**
   * Composite storage outside {@link #STORAGE}: RT beams delivery instruction and its retired
   * draft; stored prints.
   */
  static final Set<String> OTHER_STORAGE =
      Set.of(
          "1.2.840.10008.5.1.4.34.7",
          "1.2.840.10008.5.1.4.34.1",
          "1.2.840.10008.5.1.1.27",
          "1.2.840.10008.5.1.1.30");

  /**
   * A response to C-STORE is longer; in pieces as small as a peer likes, dcm4che would never end.
   */
  private static final int SHORTEST_PDU = 128;

  private final ListenerConfig config;
  private final IntSupplier openAssociations;

  AssociationPolicy(ListenerConfig config, IntSupplier openAssociations) {
    this.config = config;
    this.openAssociations = openAssociations;
  }

  @Override
  protected AAssociateAC negotiate(Association association, AAssociateRQ request)
      throws AAssociateRJ {
    Session session = Session.of(association);
    String refusal =
        "refused calling AE title '" + AeTitles.printable(request.getCallingAET()) + "'";
    if ((request.getProtocolVersion() & 1) == 0) {
      session.note(refusal + ": protocol version " + request.getProtocolVersion());
      throw new AAssociateRJ(
          AAssociateRJ.RESULT_REJECTED_PERMANENT,
          AAssociateRJ.SOURCE_SERVICE_PROVIDER_ACSE,
          AAssociateRJ.REASON_PROTOCOL_VERSION_NOT_SUPPORTED);
    }
    if (!UID.DICOMApplicationContext.equals(request.getApplicationContext())) {
      session.note(refusal + ": unknown application context");
      throw permanently(AAssociateRJ.REASON_APP_CTX_NAME_NOT_SUPPORTED);
    }
    if (request.getMaxPDULength() < 0) {
      // dcm4che counts with a sign: 2 GiB and more, commonly FFFFFFFFH, means as much as no limit,
      // which is 0.
      request.setMaxPDULength(0);
    } else if (request.getMaxPDULength() > 0 && request.getMaxPDULength() < SHORTEST_PDU) {
      session.note(refusal + ": takes PDUs of " + request.getMaxPDULength() + " bytes at most");
      throw permanently(AAssociateRJ.REASON_NO_REASON_GIVEN);
    }
    if (!config.aeTitle().equals(request.getCalledAET())) {
      session.note(
          refusal + ": it calls '" + AeTitles.printable(request.getCalledAET()) + "', not us");
      throw permanently(AAssociateRJ.REASON_CALLED_AET_NOT_RECOGNIZED);
    }
    if (!isAllowed(request.getCallingAET(), session.remoteAddress())) {
      session.note(refusal + ": not on the allow list");
      throw permanently(AAssociateRJ.REASON_CALLING_AET_NOT_RECOGNIZED);
    }
    if (!admit(association, session)) {
      session.note(refusal + ": " + config.maxAssociations() + " associations are open");
      throw new AAssociateRJ(
          AAssociateRJ.RESULT_REJECTED_TRANSIENT,
          AAssociateRJ.SOURCE_SERVICE_PROVIDER_PRES,
          AAssociateRJ.REASON_LOCAL_LIMIT_EXCEEDED);
    }
    return accept(request);
  }

  /** One at a time, so that two do not take the last place. */
  private synchronized boolean admit(Association association, Session session) {
    if (openAssociations.getAsInt() >= config.maxAssociations()) {
      return false;
    }
    session.associated(association);
    return true;
  }

  private static AAssociateRJ permanently(int reason) {
    return new AAssociateRJ(
        AAssociateRJ.RESULT_REJECTED_PERMANENT, AAssociateRJ.SOURCE_SERVICE_USER, reason);
  }

  private boolean isAllowed(String callingAeTitle, @Nullable InetAddress from) {
    List<AllowedPeer> allow = config.allow();
    return !callingAeTitle.isEmpty()
        && (allow.isEmpty() || allow.stream().anyMatch(peer -> peer.matches(callingAeTitle, from)));
  }

  private AAssociateAC accept(AAssociateRQ request) {
    AAssociateAC answer = new AAssociateAC();
    answer.setCalledAET(request.getCalledAET());
    answer.setCallingAET(request.getCallingAET());
    answer.setImplClassUID(JuxtaImplementation.CLASS_UID);
    answer.setImplVersionName(JuxtaImplementation.VERSION_NAME);
    answer.setMaxPDULength(config.maxPduLength());
    for (PresentationContext proposed : request.getPresentationContexts()) {
      answer.addPresentationContext(answerTo(proposed));
    }
    for (RoleSelection proposed : request.getRoleSelections()) {
      answer.addRoleSelection(
          new RoleSelection(proposed.getSOPClassUID(), proposed.isSCU(), false));
    }
    return answer;
  }

  private static PresentationContext answerTo(PresentationContext proposed) {
    int id = proposed.getPCID();
    String[] syntaxes = proposed.getTransferSyntaxes();
    if (!isServed(proposed.getAbstractSyntax())) {
      return new PresentationContext(
          id, PresentationContext.ABSTRACT_SYNTAX_NOT_SUPPORTED, UID.ImplicitVRLittleEndian);
    }
    for (String syntax : syntaxes) {
      if (Uids.isValid(syntax)) {
        return new PresentationContext(id, PresentationContext.ACCEPTANCE, syntax);
      }
    }
    return new PresentationContext(
        id, PresentationContext.TRANSFER_SYNTAX_NOT_SUPPORTED, UID.ImplicitVRLittleEndian);
  }

  private static boolean isServed(@Nullable String abstractSyntax) {
    return abstractSyntax != null
        && (abstractSyntax.equals(UID.Verification) || isStorage(abstractSyntax));
  }

  /**
   * Standard storage SOP classes lie under one arc but for a few; a private class is taken to be
   * storage.
   */
  static boolean isStorage(String sopClassUid) {
    return Uids.isValid(sopClassUid)
        && (sopClassUid.startsWith(STORAGE)
            || !sopClassUid.startsWith(STANDARD)
            || OTHER_STORAGE.contains(sopClassUid));
  }

  @Override
  protected void onClose(Association association) {
    // The session's own end does what there is to do.
  }
}
