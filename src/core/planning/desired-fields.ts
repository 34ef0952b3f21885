/** What a person's record should hold, and where an existing one differs. */
import type { FieldChange, FieldValue, Member, MemberField, MemberFields } from '../../domain/people/member.ts';
import { DIRECTORY_FIELDS, type DirectoryField, type Policy } from '../../domain/planning/policy.ts';
import type { Person } from '../../domain/people/person.ts';
import type { ResolvedProfile } from './profiles.ts';
import { REFERENCE_FIELDS } from './catalogue-kinds.ts';
import { cleanText, cut, digitsOf, fold } from '../normalize.ts';

/** The PSA's longest values; longer ones are cut, and the cut value is what is compared from then on. */
const NAME_LENGTH = 30;
const PHONE_LENGTH = 15;
const EMAIL_LENGTH = 250;

export interface DirectoryFields {
  readonly values: Partial<Pick<MemberFields, DirectoryField>>;
  /** Fields whose value had to be cut. */
  readonly cut: readonly ('firstName' | 'lastName')[];
}

/** The person's own fields in the form that the PSA takes. What the directory leaves empty is absent, never blanked. */
export function directoryFields(person: Person): DirectoryFields {
  const firstName = cleanText(person.firstName);
  const lastName = cleanText(person.lastName);
  const officeEmail = cleanText(person.mail);
  const title = cleanText(person.title);
  const officePhone = phone(person.officePhone);
  const mobilePhone = phone(person.mobilePhone);
  return {
    values: {
      ...(firstName !== null && { firstName: cut(firstName, NAME_LENGTH) }),
      ...(lastName !== null && { lastName: cut(lastName, NAME_LENGTH) }),
      ...(officeEmail !== null && officeEmail.length <= EMAIL_LENGTH && { officeEmail }),
      ...(title !== null && { title }),
      ...(officePhone !== null && { officePhone }),
      ...(mobilePhone !== null && { mobilePhone }),
    },
    cut: [
      ...((firstName?.length ?? 0) > NAME_LENGTH ? (['firstName'] as const) : []),
      ...((lastName?.length ?? 0) > NAME_LENGTH ? (['lastName'] as const) : []),
    ],
  };
}

/** Digits only: the PSA keeps 15 characters and formats them itself. Longer than that is no number to store. */
function phone(text: string | null): string | null {
  const digits = digitsOf(text ?? '');
  return digits === '' || digits.length > PHONE_LENGTH ? null : digits;
}

/** Fields of a pair that Rollcall keeps true: the directory's where the policy says so, and all of the profile's. */
export function ownedFields(person: Person, resolved: ResolvedProfile, policy: Policy): Partial<MemberFields> {
  const { values } = directoryFields(person);
  const owned: Partial<Record<DirectoryField, string>> = {};
  for (const field of policy.directoryOwns) {
    const value = values[field];
    if (value !== undefined) owned[field] = value;
  }
  return { ...owned, ...resolved.fields };
}

/** Differences in one fixed order, so that the same difference always has the same digest. */
export function changesBetween(member: Member, wanted: Partial<MemberFields>): readonly FieldChange[] {
  const changes: FieldChange[] = [];
  for (const field of FIELD_ORDER) {
    const to = wanted[field];
    const from = member.fields[field] ?? null;
    if (to !== undefined && !sameValue(field, from, to)) changes.push({ field, from, to });
  }
  return changes;
}

/** Whether the record's value is as good as the wanted one: e-mail by case-folding, phones by digits, references by id. */
export function sameValue(field: MemberField, have: FieldValue | null, want: FieldValue | null): boolean {
  if (have === want) return true;
  if (have === null || want === null) return isEmpty(have) && isEmpty(want);
  if (typeof have !== 'string' || typeof want !== 'string')
    return typeof have !== 'string' && typeof want !== 'string' && have.id === want.id;
  if (field === 'officeEmail') return fold(have) === fold(want);
  if (field === 'officePhone' || field === 'mobilePhone') return digitsOf(have) === digitsOf(want);
  return have.normalize('NFC').trim() === want.normalize('NFC').trim();
}

function isEmpty(value: FieldValue | null): boolean {
  return value === null || value === '';
}

/** The directory's fields, then what the profile says. */
const FIELD_ORDER: readonly MemberField[] = [...DIRECTORY_FIELDS, 'licenseClass', ...REFERENCE_FIELDS];
