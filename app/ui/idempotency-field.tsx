/** The key under which a form's act happens once, however often the form is sent. Made by {@link newFormKey} in the loader. */
export function IdempotencyField({ value }: { value: string }) {
  return <input type="hidden" name="idempotency-key" value={value} />;
}
