import { identityCheckContract } from './contract-suite.ts';
import { SandboxIdentityCheck, unavailableName } from './fake.ts';

const request = {
  country: 'IN',
  name: 'Asha Rao',
  documents: [{ kind: 'identity-front', reference: 'one' }],
  numbers: { pan: 'AAAPL1234C' },
};

identityCheckContract('that asks nobody', async () => new SandboxIdentityCheck(), {
  verified: request,
  failed: { ...request, numbers: { pan: 'AAAPL0000C' } },
  unsure: { ...request, numbers: { pan: 'AAAPL1111C' } },
  unavailable: { ...request, name: unavailableName },
});
