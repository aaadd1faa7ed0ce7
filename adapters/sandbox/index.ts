export { detectSandbox, type DetectOptions, SandboxUnavailable } from './detect-sandbox.ts';
export type { Limits, Sandbox, SandboxedExit, SandboxedProgram, SandboxLevel } from './sandbox.ts';
export { sandboxLevels } from './sandbox.ts';
