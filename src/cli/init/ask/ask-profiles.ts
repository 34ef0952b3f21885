/** What the people of which groups get in the PSA, chosen from what there really is. */
import type { Answers } from '../answers.ts';
import type { CatalogueKind } from '../../../domain/planning/world.ts';
import { groupChoices, memberChoices, recordChoices, seatsInUse } from './choices.ts';
import type { GroupList } from '../../../domain/people/roster.ts';
import type { PsaChoices } from '../live.ts';
import type { Questions } from './questions.ts';
import type { ReferenceField } from '../../../domain/planning/policy.ts';
import { FIELD_NAMES, SEAT_NAMES } from '../../../reports/words/words.ts';
import { answerProblem, SAMPLE_CONNECTION } from '../files/file-problems.ts';

type ProfileAnswers = Answers['connection']['profiles'][number];

/** Asked for only when somebody wants them. */
const FURTHER: readonly Exclude<ReferenceField, 'securityRole' | 'defaultLocation' | 'defaultDepartment'>[] = [
  ...(['timeZone', 'workRole', 'workType', 'type', 'structureLevel', 'securityLocation'] as const),
  ...(['salesDefaultLocation', 'serviceDefaultBoard', 'reportsTo', 'timeApprover', 'expenseApprover'] as const),
];
const SEATS = ['F', 'C', 'X'] as const;

export interface ProfileWorld {
  /** null: the directory cannot be read from here, so groups are typed. */
  readonly groups: GroupList | null;
  readonly psa: PsaChoices;
}

/** At least one, in the order in which they win. */
export async function askProfiles(questions: Questions, world: ProfileWorld): Promise<readonly ProfileAnswers[]> {
  const profiles: ProfileAnswers[] = [];
  const used = new Set<string>();
  const names = new Set<string>();
  do {
    const groups = await askGroups(questions, world.groups, used);
    for (const group of groups) used.add(group);
    const name = await questions.text({
      message: 'A name for what they get (the profile)',
      suggested: slug(groups[0] ?? 'profile'),
      check: (answer) =>
        answer === ''
          ? 'Nothing was entered; expected a name, such as "technicians".'
          : names.has(answer)
            ? `There is a profile "${answer}" already; expected another name.`
            : null,
    });
    names.add(name);
    profiles.push({ name, groups, ...(await askRecords(questions, world.psa)) });
  } while (await questions.confirm({ message: 'Another profile, for people of other groups?', suggested: false }));
  return profiles;
}

async function askGroups(
  questions: Questions,
  list: GroupList | null,
  used: ReadonlySet<string>,
): Promise<readonly string[]> {
  if (list?.complete === true) {
    const choices = groupChoices(list.groups).filter(({ value }) => !used.has(value));
    if (choices.length > 0) return questions.chooseSome({ message: 'Whose groups?', choices, least: 1 });
  }
  const typed = await questions.text({
    message:
      list?.complete === false
        ? 'Whose groups? There are too many to list: names or ids, with semicolons between them'
        : 'Whose groups? Names or ids, with semicolons between them',
    check: (answer) => {
      const groups = split(answer);
      if (groups.length === 0) return 'Nothing was entered; expected at least one group.';
      const twice = groups.find((group, at) => used.has(group) || groups.indexOf(group) !== at);
      return twice === undefined ? null : `"${twice}" is named already; a person gets the first profile that fits.`;
    },
  });
  return split(typed);
}

function split(answer: string): readonly string[] {
  return answer
    .split(';')
    .map((group) => group.trim())
    .filter((group) => group !== '');
}

async function askRecords(questions: Questions, psa: PsaChoices): Promise<Record<string, string>> {
  const licenseClass = await questions.choose({
    message: 'Licence class',
    choices: SEATS.map((seat) => ({
      value: seat,
      name: `${SEAT_NAMES[seat]} (${seatsInUse(psa.members, seat)} in use)`,
    })),
  });
  const one = (kind: CatalogueKind, message: string): Promise<string> =>
    chooseRecord(questions, message, recordChoices(psa.lists.get(kind) ?? []));
  const securityRole = await one('securityRole', 'Security role');
  const templates = recordChoices(psa.lists.get('memberTemplate') ?? []);
  const memberTemplate =
    templates.length === 0
      ? null
      : await questions.choose<string | null>({
          message: 'Member template for new members',
          choices: [{ value: null, name: 'None' }, ...templates],
        });
  const wanted = await questions.chooseSome({
    message: 'What else does the profile set? (nothing: as the PSA or the template says)',
    choices: furtherFields(psa, memberTemplate === null).map((field) => ({ value: field, name: FIELD_NAMES[field] })),
    least: 0,
  });
  const places = memberTemplate === null ? (['defaultLocation', 'defaultDepartment'] as const) : [];
  const records: Record<string, string> = {
    licenseClass,
    securityRole,
    ...(memberTemplate !== null && { memberTemplate }),
  };
  for (const field of [...places, ...wanted])
    records[field] = await chooseRecord(questions, capital(FIELD_NAMES[field]), choicesOf(field, psa));
  return records;
}

/** Of a list that is empty or may not be read, the name is typed, as the PSA shows it. */
function chooseRecord(
  questions: Questions,
  message: string,
  choices: ReturnType<typeof recordChoices>,
): Promise<string> {
  if (choices.length > 0) return questions.choose({ message, choices });
  return questions.text({
    message: `${message}, as the PSA shows it (its list cannot be seen)`,
    check: (answer) => (answer === '' ? 'Nothing was entered; expected the name of the record.' : null),
  });
}

type Field = ReferenceField;

/** With a template, location and department may be left to it. */
function furtherFields(psa: PsaChoices, placesAreAsked: boolean): readonly Field[] {
  const fields: readonly Field[] = placesAreAsked ? FURTHER : ['defaultLocation', 'defaultDepartment', ...FURTHER];
  return fields.filter((field) => choicesOf(field, psa).length > 0);
}

function choicesOf(field: Field, psa: PsaChoices): ReturnType<typeof recordChoices> {
  return field === 'timeApprover' || field === 'expenseApprover' || field === 'reportsTo'
    ? memberChoices(psa.members)
    : recordChoices(psa.lists.get(field) ?? []);
}

/** Contracted seats of the classes that the profiles use; empty answers stay out. */
export async function askSeats(
  questions: Questions,
  profiles: readonly ProfileAnswers[],
  psa: PsaChoices,
): Promise<Readonly<Record<string, number>>> {
  const seats: Record<string, number> = {};
  for (const seat of SEATS) {
    if (!profiles.some((profile) => profile['licenseClass'] === seat)) continue;
    const answer = await questions.text({
      message: `Contracted ${SEAT_NAMES[seat]} seats; ${seatsInUse(psa.members, seat)} are in use (empty: no limit)`,
      check: (text) =>
        text === ''
          ? null
          : answerProblem(
                { connection: { ...SAMPLE_CONNECTION, seats: { [seat]: Number(text) } } },
                `seats.${seat}`,
              ) === null
            ? null
            : 'Expected a whole number of seats, such as 40, or nothing.',
    });
    if (answer !== '') seats[seat] = Number(answer);
  }
  return seats;
}

function slug(text: string): string {
  const words = text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return words.replace(/^(?:psa-)?-*|-+$/g, '') || 'profile';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
