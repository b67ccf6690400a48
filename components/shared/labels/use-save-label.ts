import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApiClient } from '../api';
import { readApiError } from '../api-error';
import { sessionKey } from '../query-keys';

type SaveLabel = ReturnType<typeof useApiClient>['labels']['save']['mutate'];

/** Makes a label or changes it. `fault`: why the last attempt failed, in words. */
export function useSaveLabel() {
  const client = useApiClient();
  const queries = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (label: Parameters<SaveLabel>[0]) => client.labels.save.mutate(label),
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionKey }),
  });
  return { save: mutate, fault: error && readApiError(error).message, isPending };
}
