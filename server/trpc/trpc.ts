import { initTRPC, TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { DatabaseUnavailable } from '@/db/client';
import type { Session } from '@/server/auth/resolve-session';
import type { VerbContext } from '@/server/context';
import { DomainError, type ErrorCode } from '@/server/domain/errors';
import type { Role } from '@/server/domain/users/roles';

/** What the transport gives each request; a test builds it by hand. */
export interface TrpcContext {
  requestId: string;
  session: Session | null;
  /** Opens the transaction of the session's organization with the session's actor, and runs a verb in it. */
  run<T>(session: Session, verb: (ctx: VerbContext) => Promise<T>): Promise<T>;
  /** Told of faults that nobody expected; the caller learns only the request id. */
  onFault(error: unknown): void;
}

const CODES: Record<ErrorCode, TRPCError['code']> = {
  invalid_input: 'BAD_REQUEST',
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  conflict: 'CONFLICT',
  blocked: 'UNPROCESSABLE_CONTENT',
  too_large: 'PAYLOAD_TOO_LARGE',
  too_many_requests: 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
};

const t = initTRPC.context<TrpcContext>().create({
  // No transformer: everything that crosses this door is plain JSON, times are ISO strings.
  errorFormatter({ shape, error, ctx }) {
    const { cause } = error;
    return {
      code: shape.code,
      message: messageOf(error),
      data: {
        code: error.code,
        httpStatus: shape.data.httpStatus,
        path: shape.data.path,
        reason:
          cause instanceof DomainError ? cause.reason : cause instanceof ZodError ? 'invalid_input' : null,
        requestId: ctx?.requestId ?? null,
      },
    };
  },
});

function messageOf(error: TRPCError): string {
  if (error.cause instanceof DomainError) return error.message;
  if (error.cause instanceof ZodError) {
    const [issue] = error.cause.issues;
    return issue
      ? `${issue.path.join('.') || 'input'}: ${issue.message}`
      : 'The input is not of the right form.';
  }
  return error.code === 'INTERNAL_SERVER_ERROR' ? 'Something went wrong on our side.' : error.message;
}

/** The one place where a verb's failure becomes an answer of this door. */
const answerFaults = t.middleware(async ({ next, ctx }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof DomainError) {
    throw new TRPCError({ code: CODES[cause.code], message: cause.message, cause });
  }
  if (cause instanceof DatabaseUnavailable) {
    const unavailable = new DomainError(
      'unavailable',
      'database_unavailable',
      'Waggle cannot reach its database right now. Nothing was lost; try again shortly.',
    );
    throw new TRPCError({ code: CODES.unavailable, message: unavailable.message, cause: unavailable });
  }
  if (result.error.code === 'INTERNAL_SERVER_ERROR') ctx.onFault(cause ?? result.error);
  return result;
});

const base = t.procedure.use(answerFaults);

function needSession(atLeast: readonly Role[]) {
  return t.middleware(({ ctx, next }) => {
    const { session } = ctx;
    if (!session) {
      const error = new DomainError('unauthenticated', 'signed_out', 'You are signed out. Sign in again.');
      throw new TRPCError({ code: 'UNAUTHORIZED', message: error.message, cause: error });
    }
    if (!atLeast.includes(session.user.role)) {
      const error = new DomainError('forbidden', 'role_too_low', `Only ${atLeast.join(' or ')} may do this.`);
      throw new TRPCError({ code: 'FORBIDDEN', message: error.message, cause: error });
    }
    return next({
      ctx: { session, run: <T>(verb: (verbCtx: VerbContext) => Promise<T>) => ctx.run(session, verb) },
    });
  });
}

/**
 * The ladder: public, signed in, supervisor, admin. The verb behind it decides the finer questions.
 * @public
 */
export const publicProcedure = base;
export const signedInProcedure = base.use(needSession(['agent', 'supervisor', 'admin']));
/** @public */
export const supervisorProcedure = base.use(needSession(['supervisor', 'admin']));
/** @public */
export const adminProcedure = base.use(needSession(['admin']));

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;
