import type { Language } from '@kaika/look/language';
import { Command } from 'commander';
import { auditCommand } from './audit.ts';
import { ceremonyCommand } from './ceremony.ts';
import { csrCommand, pkcs12Command, signCommand } from './csr.ts';
import type { Outcome } from './outcome.ts';
import type { Shell } from './shell.ts';

/** What a parsed command line asks for; nothing is done while parsing. */
export type Deed = () => Promise<Outcome>;

/** Builds one subcommand: its options, its help with examples, and what it does. A file of its own for each. */
export type Subcommand = (hands: {
  readonly shell: Shell;
  readonly language: Language;
  readonly does: (deed: Deed) => void;
}) => Command;

/** The subcommands, in the order of the help. */
const subcommands: readonly Subcommand[] = [
  ceremonyCommand,
  auditCommand,
  csrCommand,
  signCommand,
  pkcs12Command,
];

/** The program with its help. `does` is told what was asked for. Throws `CommanderError`. */
export function programOf(shell: Shell, language: Language, does: (deed: Deed) => void): Command {
  const words = language === 'en' ? en : zh;
  const program = new Command('kaika')
    .description(words.description)
    .option('--json', words.json)
    .option('--lang <language>', words.language)
    .helpOption('-h, --help', words.help)
    .helpCommand(false)
    .showHelpAfterError(words.after)
    .addHelpText('after', words.exits)
    .exitOverride()
    .configureOutput({ writeOut: shell.print, writeErr: shell.warn });
  for (const subcommand of subcommands) {
    program.addCommand(inherit(subcommand({ shell, language, does }), program));
  }
  return program;
}

/** Commands made elsewhere do not take the settings of the one they are added to. */
function inherit(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  for (const child of command.commands) inherit(child, command);
  return command;
}

const zh = {
  description: '開卡的操作工具：金鑰產製典禮、稽核紀錄。',
  json: '以 JSON 輸出結果與錯誤',
  language: '語言：zh-TW 或 en',
  help: '顯示說明',
  after: '（以 --help 查看說明與範例）',
  exits: '\n結束代碼：0 完成、1 程式缺陷、2 用法錯誤、3 拒絕執行且未寫入任何資料、4 查驗結果不符。',
};

const en: typeof zh = {
  description: 'The operator’s tool of kaika: key ceremonies and the audit log.',
  json: 'print results and errors as JSON',
  language: 'language: zh-TW or en',
  help: 'show this help',
  after: '(--help explains, with examples)',
  exits:
    '\nExit codes: 0 done, 1 defect, 2 wrong use, 3 refused with nothing written, 4 looked at and found wrong.',
};
