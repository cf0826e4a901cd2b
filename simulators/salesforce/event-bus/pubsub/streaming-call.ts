import type { ServerDuplexStream } from '@grpc/grpc-js';
import { type Rpc, type RpcFault, type RpcName, toServiceError, tooManyStreams } from './rpc-fault.ts';
import { admit, beginRpc, type ServiceContext } from './service-context.ts';
import type { SessionUser } from './sessions.ts';

/** What one streaming RPC does with its stream. */
export type StreamHandler<Request> = {
  readonly onRequest: (request: Request) => void;
  /** The client reads again. */
  readonly onDrain: () => void;
  readonly onClose: () => void;
  readonly topic: () => string | undefined;
  readonly wake: () => void;
};

export type StreamControl<Response> = {
  readonly user: SessionUser;
  readonly rpc: Rpc;
  /** False if the client is slow to read. */
  readonly send: (response: Response) => boolean;
  /** Ends the stream, with a fault or in peace. */
  readonly close: (fault: RpcFault | undefined) => void;
};

/** Runs a bidirectional stream: admission, the count of open streams, and an end that happens once. */
export function bidirectional<Request, Response>(
  context: ServiceContext,
  name: RpcName,
  handle: (control: StreamControl<Response>) => StreamHandler<Request>,
): (call: ServerDuplexStream<Request, Response>) => void {
  return (call) => {
    const rpc = beginRpc(context, name);
    const user = admit(context, call.metadata);
    if (!user.ok) return void call.emit('error', toServiceError(user.fault, rpc));

    let closed = false;
    function leave(): boolean {
      if (closed) return false;
      closed = true;
      handler.onClose();
      removeStream?.();
      return true;
    }
    function close(fault: RpcFault | undefined): void {
      if (!leave()) return;
      if (fault === undefined) call.end();
      else call.emit('error', toServiceError(fault, rpc));
    }

    const handler = handle({ user: user.value, rpc, send: (response) => call.write(response), close });
    const removeStream = context.streams.add({ topic: handler.topic, close, wake: handler.wake });
    if (removeStream === undefined) return close(tooManyStreams);
    call.on('data', (request: Request) => {
      if (!closed) handler.onRequest(request);
    });
    call.on('drain', handler.onDrain);
    call.on('end', () => close(undefined));
    call.on('cancelled', leave);
  };
}
