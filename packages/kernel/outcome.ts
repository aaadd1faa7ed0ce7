/** What a caller acts on: a value, or a refusal with its code. */
export type Outcome<Value, Refusal extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal; readonly detail?: string };

export function success<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function failure<Refusal extends string>(
  refusal: Refusal,
  detail?: string,
): { readonly ok: false; readonly refusal: Refusal; readonly detail?: string } {
  return detail === undefined ? { ok: false, refusal } : { ok: false, refusal, detail };
}
