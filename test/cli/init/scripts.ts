/** What somebody at the keyboard answers for the sandbox's company, piece by piece. */
import { createKeyboard, DOWN, ENTER, SPACE, type Keyboard } from './keyboard.ts';
import { createInquirerQuestions } from '../../../src/cli/init/ask/inquirer-questions.ts';
import type { InitDesk } from './an-init-desk.ts';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/context.ts';

const { psa, graphTenantId } = SANDBOX_CREDENTIALS;
export type Script = readonly (readonly [question: string, keys: string])[];

export async function play(desk: InitDesk, script: Script, more?: (keyboard: Keyboard) => void) {
  const keyboard = createKeyboard();
  const { code, terminal } = desk.ask(createInquirerQuestions(keyboard));
  await keyboard.play(script, code);
  more?.(keyboard);
  return {
    code: await code,
    out: terminal.out(),
    err: terminal.err(),
    screen: keyboard.screen(),
    everything: [terminal.out(), terminal.err(), keyboard.screen()].join('\n'),
  };
}

export const name: Script = [['A name for this connection', `\u007fharborpine${ENTER}`]];
export const entra = (desk: InitDesk, token: string): Script => [
  ['Where are the people', ENTER],
  ['Which cloud?', `${DOWN.repeat(4)}${ENTER}`],
  ['Address of Microsoft Graph', `${desk.company.sandbox.urls.graph}${ENTER}`],
  ['Directory (tenant) id', `${graphTenantId}${ENTER}`],
  ['How does Rollcall sign in?', `${DOWN.repeat(3)}${ENTER}`],
  ['Token', `${token}${ENTER}`],
];
export const keys = (desk: InitDesk, privateKey: string): Script => [
  ['Where is the ConnectWise PSA?', `${DOWN.repeat(3)}${ENTER}`],
  ['Address of the PSA', `${desk.company.sandbox.urls.psa}${ENTER}`],
  ['Company id', `${psa.companyId}${ENTER}`],
  ['Public key', `${psa.publicKey}${ENTER}`],
  ['Private key', `${privateKey}${ENTER}`],
  ['Client id from', `${psa.clientId}${ENTER}`],
];
export const profile: Script = [
  ['Whose groups?', `${SPACE}${ENTER}`],
  ['A name for what they get', ENTER],
  ['Licence class', ENTER],
  // By name, administrators last: API Integration, Dispatch, Sales, Service Manager, Technician.
  ['Security role', `${DOWN.repeat(4)}${ENTER}`],
  ['Member template', `${DOWN.repeat(2)}${ENTER}`],
  ['What else does the profile set?', ENTER],
  ['Another profile', ENTER],
  ['Contracted Full seats; 6 are in use', `40${ENTER}`],
];
export const folder = (desk: InitDesk): Script => [
  ['Where are plans, the journal', ENTER],
  ['Folder', `${desk.storage}${ENTER}`],
];
