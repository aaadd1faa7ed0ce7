import { inspect, type Inspection } from '@edumaster/server';
import { Command } from 'commander';

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('say what is healthy, and what to do about what is not')
    .option('--json', 'for monitors')
    .addHelpText('after', '\nExit status 1 when something is not well.')
    .action(async ({ json }: { json?: boolean }) => {
      const inspection = await inspect();
      process.stdout.write(json ? `${JSON.stringify(inspection, null, 2)}\n` : asText(inspection));
      process.exitCode = inspection.healthy ? 0 : 1;
    });
}

function asText({ findings, healthy }: Inspection): string {
  const lines = findings.flatMap(({ name, ok, detail, advice }) => [
    `${ok ? '✓' : '✗'} ${name.padEnd(12)} ${detail}`,
    ...(advice ? [`  ${''.padEnd(12)} → ${advice}`] : []),
  ]);
  return `${lines.join('\n')}\n\n${healthy ? 'All is well.' : 'Something is not well.'}\n`;
}
