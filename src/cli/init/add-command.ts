import type { Command } from 'commander';
import type { ExitCode } from '../exit-code.ts';
import { init } from '../commands/init.ts';
import type { InitOptions } from './places.ts';
import type { Terminal } from '../terminal.ts';

const HELP = `
It asks for the directory and the PSA, looks into both, and offers their groups, roles, locations … to choose from.
Then it writes the configuration, which names secrets only, and local.settings.json, which holds them (mode 0600);
checks everything as "rollcall check" does; and lists who would be linked, created, deactivated. The PSA is not written to.

Where a configuration is there already, the connection is added to it, or renewed if it has that name.

Answers in a file (--answers) are a connection as the configuration has it, with each secret itself or the name of a
variable that is set already; "storage" may be left out:
  {
    "storage": { "kind": "folder" },
    "connection": {
      "name": "harborpine",
      "directory": {
        "kind": "entra", "tenantId": "…",
        "credential": { "kind": "client-secret", "clientId": "…", "secret": { "env": "ENTRA_CLIENT_SECRET" } }
      },
      "psa": {
        "site": "https://api-na.myconnectwise.net", "companyId": "harborpine",
        "publicKey": "…", "privateKey": "…", "clientId": "…"
      },
      "profiles": [
        { "name": "technicians", "groups": ["PSA Technicians"], "licenseClass": "F", "securityRole": "Technician",
          "defaultLocation": "Portland", "defaultDepartment": "Service" }
      ]
    }
  }

Exit codes: 0 nothing would change, 1 stopped or failed, 2 changes or holds pending.`;

export function addInitCommand(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  program
    .command('init')
    .description('Ask for a directory and a PSA, write the configuration, and tell who would be linked with whom.')
    .showHelpAfterError('Try: rollcall init --help')
    .option('--answers <file>', 'take the answers from a JSON file, and ask nobody')
    .option('--config <path>', 'the configuration to write; default: what ROLLCALL_CONFIG names, else rollcall.json')
    .option('--settings <file>', 'where the secrets go; default: local.settings.json')
    .option('--force', 'write without asking, even over what the files say already')
    .addHelpText('after', HELP)
    .action(async (options: InitOptions) => {
      end(await init(options, terminal));
    });
}
