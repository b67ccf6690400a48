import { saveSnippetInput, snippetInput } from '@/server/domain/snippets/inputs';
import { listSnippets } from '@/server/usecases/snippets/list-snippets';
import { deleteSnippet, saveSnippet } from '@/server/usecases/snippets/save-snippet';
import { router, signedInProcedure } from '../trpc';

export const snippetsRouter = router({
  list: signedInProcedure.query(({ ctx }) => ctx.run((verb) => listSnippets(verb))),
  save: signedInProcedure
    .input(saveSnippetInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => saveSnippet(verb, input))),
  delete: signedInProcedure
    .input(snippetInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => deleteSnippet(verb, input))),
});
