import {
  contactInput,
  customerInput,
  importContactsInput,
  listContactsInput,
  mergeContactsInput,
  saveContactInput,
} from '@/server/domain/contacts/inputs';
import { deleteContact } from '@/server/usecases/contacts/delete-contact';
import { exportContacts } from '@/server/usecases/contacts/export-contacts';
import { contactOf, listContacts } from '@/server/usecases/contacts/find-contacts';
import { importContacts } from '@/server/usecases/contacts/import-contacts';
import { mergeContacts } from '@/server/usecases/contacts/merge-contacts';
import { saveContact } from '@/server/usecases/contacts/save-contact';
import { router, signedInProcedure, supervisorProcedure } from '../trpc';

export const contactsRouter = router({
  of: signedInProcedure
    .input(customerInput)
    .query(({ ctx, input }) => ctx.run((verb) => contactOf(verb, input))),
  list: signedInProcedure
    .input(listContactsInput)
    .query(({ ctx, input }) => ctx.run((verb) => listContacts(verb, input))),
  save: signedInProcedure
    .input(saveContactInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => saveContact(verb, input))),
  merge: signedInProcedure
    .input(mergeContactsInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => mergeContacts(verb, input))),
  delete: supervisorProcedure
    .input(contactInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => deleteContact(verb, input))),
  import: supervisorProcedure
    .input(importContactsInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => importContacts(verb, input))),
  export: supervisorProcedure.mutation(({ ctx }) => ctx.run(exportContacts)),
});
