package nl.vangnet.transfer;

/// Something that can be done with a case.
public enum CaseAct {
  /// Change what is asked.
  EDIT,
  /// Hand a draft in.
  SUBMIT,
  /// Take a request up: the search begins.
  TAKE_UP,
  /// Rank the sites.
  RANK,
  /// Ask sites.
  ASK,
  /// Ask sites abroad.
  ASK_ABROAD,
  /// Take a question back.
  TAKE_BACK,
  /// Do not take a request, or give up: no place.
  REFUSE,
  /// Go to the nation.
  GO_NATIONAL,
  /// Decide by override authority.
  OVERRIDE,
  /// Say that a promised bed is gone.
  LOSE_BED,
  /// Order transport, or have it ordered.
  ORDER,
  /// Say that transport was arranged elsewhere.
  OWN_TRANSPORT,
  /// Confirm what must be so before the patient leaves.
  CONFIRM,
  /// Say that the patient left.
  DEPART,
  /// Say that the patient is there.
  ARRIVE,
  /// Close an arrived case.
  CLOSE,
  /// Begin a case that follows this one.
  FOLLOW,
  /// Take a request back.
  WITHDRAW,
  /// Say what happened that ends the case.
  CANCEL,
  /// Say something in the thread.
  COMMENT
}
