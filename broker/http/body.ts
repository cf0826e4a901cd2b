/** Reading a JSON body: bounded, typed, with every fault told apart and listed. */
import express from 'express';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import { PROBLEMS, sendProblem, toPointer } from './problem.ts';
import type { Fault } from './problem.ts';

export const MAX_BODY = '1mb';

/** Parses JSON of any top-level type. The raw bytes stay on the request for signatures. */
export const jsonBody: RequestHandler = express.raw({ type: 'application/json', limit: MAX_BODY, inflate: true });

/** The bytes a handler behind `jsonBody` got; undefined where the media type was another. */
export function rawBody(body: unknown): Buffer | undefined {
  return Buffer.isBuffer(body) ? body : undefined;
}

/** Size of the body a handler behind `jsonBody` got. */
export function bytesOf(body: unknown): number {
  return rawBody(body)?.byteLength ?? 0;
}

export function faultsOf(error: z.ZodError): readonly Fault[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ pointer: toPointer([...issue.path, key]), detail: 'is not a known field' }))
      : [{ pointer: toPointer(issue.path), detail: issue.message }],
  );
}

/** The body as the schema's type, or undefined after the answer with all faults was sent. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown, response: Response): z.output<Schema> | undefined {
  const bytes = rawBody(body);
  if (!bytes) {
    sendProblem(response, PROBLEMS.unsupportedMediaType);
    return undefined;
  }
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch {
    sendProblem(response, PROBLEMS.malformedJson);
    return undefined;
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  sendProblem(response, { ...PROBLEMS.invalid, faults: faultsOf(result.error) });
  return undefined;
}

type BodyError = { readonly type?: string; readonly status?: number };

export type ErrorDependencies = {
  readonly onBug: (error: unknown) => void;
  /** Whether an error says that the ledger cannot be reached. */
  readonly isAway: (error: unknown) => boolean;
};

/** What went wrong before or in a handler. Unknown errors are bugs: logged with their stack, told without it. */
export function makeErrorHandler({ onBug, isAway }: ErrorDependencies): ErrorRequestHandler {
  return (error: BodyError, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    if (error.type === 'entity.too.large') sendProblem(response, { ...PROBLEMS.tooLarge, detail: `At most ${MAX_BODY}.` });
    else if (error.status === 415) sendProblem(response, PROBLEMS.unsupportedMediaType);
    else if (error instanceof URIError) sendProblem(response, PROBLEMS.notFound);
    else if (isAway(error)) sendProblem(response, PROBLEMS.unavailable);
    else if (error.status === 400) sendProblem(response, PROBLEMS.malformedJson);
    else {
      onBug(error);
      sendProblem(response, PROBLEMS.internal);
    }
  };
}
