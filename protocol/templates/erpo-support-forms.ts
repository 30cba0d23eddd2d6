// The forms of the extreme-risk protection order: eligibility, petition, court, service, renewal and return.
import type { Form } from '../draft.ts';
import { choice, fieldIs, form, optional, required, requiredIf } from './sketch.ts';

export const erpoForms: Form[] = [
  form('erpo_screen', 'ERPO eligibility', [
    required('law_available', 'Is there such a law here?', 'boolean', { help: 'And may we, or somebody who would, petition under it?' }),
    required('criteria_facts', 'Which facts meet the criteria of the law?', 'text'),
    required('firearms_already_held', 'Are firearms held already?', 'boolean', { help: 'Then the clock counts from the day they were taken.' }),
    requiredIf(fieldIs('erpo_screen.firearms_already_held', true), 'held_since', 'Since when are they held?', 'datetime'),
  ]),
  form('erpo_affidavit', 'ERPO affidavit', [
    required('affiant', 'Who swears to it?', 'person'),
    required('specific_acts', 'Which acts and words, on which dates?', 'text'),
    required('firearms_known', 'Which firearms are known, and where?', 'text'),
    required('notice_to_family_or_target', 'How are family or those threatened told?', 'text'),
  ]),
  form('erpo_filing', 'ERPO filing record', [
    required('court', 'With which court?', 'string'),
    required('docket', 'Docket number', 'string'),
    required('filed_at', 'When was it filed?', 'datetime'),
  ]),
  form('status_check', 'Status check with court or partner', [required('status', 'Where does it stand?', 'text'), required('source', 'Who told you?', 'string')]),
  form('court_result', 'Court result', [
    required('granted', 'Was the order granted?', 'boolean'),
    optional('hearing_on', 'When is the hearing?', 'datetime'),
    requiredIf(fieldIs('court_result.granted', true), 'expires_on', 'When does the order end?', 'datetime', { help: 'The next review counts back from this day.' }),
  ]),
  form('service_record', 'Service and surrender record', [
    required('served', 'Was the order served?', 'boolean'),
    required('items_surrendered', 'How many firearms were surrendered?', 'integer'),
    required('entered_in_registry', 'Is the order in the registry?', 'boolean'),
  ]),
  form('renewal_review', 'Renewal review', [
    choice('recommend', 'What do you recommend?', { renew: 'Renew the order', let_expire: 'Let it end' }),
    required('reason', 'Why?', 'text'),
  ]),
  form('return_review', 'Return-of-firearms review', [
    required('background_check_done', 'Was the background check done?', 'boolean'),
    required('target_or_family_told', 'Do the target or the family know?', 'boolean'),
  ]),
];
