import { MailError } from '@edumaster/mail';
import { sendTestMail } from '@edumaster/server';
import { Command } from 'commander';
import { CommandRefused } from '../command-refused.ts';

export function mailCommand(): Command {
  return new Command('mail')
    .description('try out how mails are sent')
    .addHelpText('after', '\nWhich mail server is set, and whether it answers, says "doctor".')
    .addCommand(testCommand());
}

function testCommand(): Command {
  return new Command('test')
    .description('send a mail to an address, as every mail of this installation is sent')
    .argument('<address>')
    .addHelpText(
      'after',
      '\nNeeds no running server. Without EDUMASTER_SMTP_URL the embedded start keeps mails and\n' +
        'shows them at /dev/mail; production then refuses.',
    )
    .action(test);
}

async function test(address: string): Promise<void> {
  try {
    process.stdout.write(`${await sendTestMail(address)}\n`);
  } catch (error) {
    if (error instanceof MailError) throw new CommandRefused(`Not sent: ${error.message}.`);
    throw error;
  }
}
