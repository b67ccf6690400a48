import { searchCustomersInput, searchMessagesInput } from '@/server/domain/search/inputs';
import { searchCustomers } from '@/server/usecases/search/search-customers';
import { searchMessages } from '@/server/usecases/search/search-messages';
import { router, signedInProcedure } from '../trpc';

export const searchRouter = router({
  messages: signedInProcedure
    .input(searchMessagesInput)
    .query(({ ctx, input }) => ctx.run((verb) => searchMessages(verb, input))),
  customers: signedInProcedure
    .input(searchCustomersInput)
    .query(({ ctx, input }) => ctx.run((verb) => searchCustomers(verb, input))),
});
