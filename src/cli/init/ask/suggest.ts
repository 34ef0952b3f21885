/** What was answered before, as the suggestion for the same question. */

export function suggestText(value: unknown): { readonly suggested?: string } {
  return typeof value === 'string' ? { suggested: value } : {};
}

export function suggestOne<Value>(
  choices: readonly { readonly value: Value }[],
  wanted: unknown,
): { readonly suggested?: Value } {
  const choice = choices.find(({ value }) => value === wanted);
  return choice === undefined ? {} : { suggested: choice.value };
}

/** For answers of which the schema asks no more than that there is one. */
export function filled(expected: string): (answer: string) => string | null {
  return (answer) => (answer === '' ? `Nothing was entered; expected ${expected}.` : null);
}
