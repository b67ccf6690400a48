import { Button, Group } from '@mantine/core';
import classes from './form-end.module.css';

interface FormEndProps {
  /** Why the server did not do it. */
  refusal: string | null;
  cancel: string;
  submit: string;
  busy: boolean;
  disabled?: boolean;
  onCancel: () => void;
}

/** How a form ends: what was refused, the way out, and the way on. */
export function FormEnd({ refusal, cancel, submit, busy, disabled = false, onCancel }: FormEndProps) {
  return (
    <>
      {refusal && (
        <p className={classes.refusal} role="alert">
          {refusal}
        </p>
      )}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onCancel}>
          {cancel}
        </Button>
        <Button type="submit" loading={busy} disabled={disabled}>
          {submit}
        </Button>
      </Group>
    </>
  );
}
