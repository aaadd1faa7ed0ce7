import { z } from 'zod';

// zod probes for `eval` to compile schemas, which the content security policy forbids and reports.
z.config({ jitless: true });

export { z };
