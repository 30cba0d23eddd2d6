// All rules, listed once, in the order of their ids. Each is a file of its own.
import { anchorNotCertain } from './anchor-not-certain.ts';
import { approvalWithoutSeats } from './approval-without-seats.ts';
import { badCalendar } from './bad-calendar.ts';
import { badDuration } from './bad-duration.ts';
import { branchWithoutCondition } from './branch-without-condition.ts';
import { calendarEnds } from './calendar-ends.ts';
import { calendarUnknown } from './calendar-unknown.ts';
import { callOutcomeMissing } from './call-outcome-missing.ts';
import { callUnknown } from './call-unknown.ts';
import { citationUnknown } from './citation-unknown.ts';
import { closingWithoutApproval } from './closing-without-approval.ts';
import { disclosureWithoutBasis } from './disclosure-without-basis.ts';
import { duplicateId } from './duplicate-id.ts';
import { duplicateName } from './duplicate-name.ts';
import { durationOutOfBounds } from './duration-out-of-bounds.ts';
import { eachNotCertain } from './each-not-certain.ts';
import { edgeToNowhere } from './edge-to-nowhere.ts';
import { escalationWithoutPerson } from './escalation-without-person.ts';
import { factCircle } from './fact-circle.ts';
import { fieldFromElsewhere } from './field-from-elsewhere.ts';
import { fieldUsedBeforeSet } from './field-used-before-set.ts';
import { formUnknown } from './form-unknown.ts';
import { grantToNobody } from './grant-to-nobody.ts';
import { handoffOutsideUnit } from './handoff-outside-unit.ts';
import { handoffWithoutDeclined } from './handoff-without-declined.ts';
import { handoffWithoutEscalation } from './handoff-without-escalation.ts';
import { handoffWithoutReceiver } from './handoff-without-receiver.ts';
import { intakeNobodyFills } from './intake-nobody-fills.ts';
import { joinCannotBeMet } from './join-cannot-be-met.ts';
import { levelNotFromPerson } from './level-not-from-person.ts';
import { levelUnknown } from './level-unknown.ts';
import { limitMissing } from './limit-missing.ts';
import { loopWithoutBound } from './loop-without-bound.ts';
import { loopWithoutStop } from './loop-without-stop.ts';
import { manyStarts } from './many-starts.ts';
import { missingDefault } from './missing-default.ts';
import { missingEdge } from './missing-edge.ts';
import { noStart } from './no-start.ts';
import { noWayToEnd } from './no-way-to-end.ts';
import { noWeaponsAccess } from './no-weapons-access.ts';
import { onCancelStrands } from './on-cancel-strands.ts';
import { onStartsItself } from './on-starts-itself.ts';
import { onWithoutEffect } from './on-without-effect.ts';
import { optionFieldWithoutOptions } from './option-field-without-options.ts';
import { overdueEdgeMissing } from './overdue-edge-missing.ts';
import { ownerNotFromApproval } from './owner-not-from-approval.ts';
import { phaseUnknown } from './phase-unknown.ts';
import { portDrawnTwice } from './port-drawn-twice.ts';
import { quorumTooHigh } from './quorum-too-high.ts';
import { retentionUnknown } from './retention-unknown.ts';
import { roleNobodyHolds } from './role-nobody-holds.ts';
import { roleUnknown } from './role-unknown.ts';
import { ruleFails } from './rule-fails.ts';
import { ruleNotProved } from './rule-not-proved.ts';
import { seatOutsideUnit } from './seat-outside-unit.ts';
import { serviceUnknown } from './service-unknown.ts';
import { splitWithoutBranches } from './split-without-branches.ts';
import { tableGap } from './table-gap.ts';
import { tableIncomplete } from './table-incomplete.ts';
import { tableOverlap } from './table-overlap.ts';
import { taskWithoutOutcome } from './task-without-outcome.ts';
import { taskWithoutRole } from './task-without-role.ts';
import { timeCloses } from './time-closes.ts';
import { tooLarge } from './too-large.ts';
import { transferToMany } from './transfer-to-many.ts';
import { unknownEdge } from './unknown-edge.ts';
import { unknownField } from './unknown-field.ts';
import { unknownPort } from './unknown-port.ts';
import { unknownStep } from './unknown-step.ts';
import { unreachableStep } from './unreachable-step.ts';
import { waitWithoutEnd } from './wait-without-end.ts';
import { wrongType } from './wrong-type.ts';
import type { Rule } from './rule.ts';

export const rules: readonly Rule[] = [
  anchorNotCertain,
  approvalWithoutSeats,
  badCalendar,
  badDuration,
  branchWithoutCondition,
  calendarEnds,
  calendarUnknown,
  callOutcomeMissing,
  callUnknown,
  citationUnknown,
  closingWithoutApproval,
  disclosureWithoutBasis,
  duplicateId,
  duplicateName,
  durationOutOfBounds,
  eachNotCertain,
  edgeToNowhere,
  escalationWithoutPerson,
  factCircle,
  fieldFromElsewhere,
  fieldUsedBeforeSet,
  formUnknown,
  grantToNobody,
  handoffOutsideUnit,
  handoffWithoutDeclined,
  handoffWithoutEscalation,
  handoffWithoutReceiver,
  intakeNobodyFills,
  joinCannotBeMet,
  levelNotFromPerson,
  levelUnknown,
  limitMissing,
  loopWithoutBound,
  loopWithoutStop,
  manyStarts,
  missingDefault,
  missingEdge,
  noStart,
  noWayToEnd,
  noWeaponsAccess,
  onCancelStrands,
  onStartsItself,
  onWithoutEffect,
  optionFieldWithoutOptions,
  overdueEdgeMissing,
  ownerNotFromApproval,
  phaseUnknown,
  portDrawnTwice,
  quorumTooHigh,
  retentionUnknown,
  roleNobodyHolds,
  roleUnknown,
  ruleFails,
  ruleNotProved,
  seatOutsideUnit,
  serviceUnknown,
  splitWithoutBranches,
  tableGap,
  tableIncomplete,
  tableOverlap,
  taskWithoutOutcome,
  taskWithoutRole,
  timeCloses,
  tooLarge,
  transferToMany,
  unknownEdge,
  unknownField,
  unknownPort,
  unknownStep,
  unreachableStep,
  waitWithoutEnd,
  wrongType,
];
