/** The part of the extension interface that is used (developer.chrome.com/docs/extensions/reference), as one object. */
export type Chrome = {
  readonly runtime: {
    connectNative(host: string): Port;
    connect(info: { readonly name: string }): Port;
    readonly onConnect: Event<(port: Port) => void>;
    readonly onConnectExternal: Event<(port: Port) => void>;
    readonly onMessageExternal: Event<
      (message: unknown, sender: Sender, reply: (answer: unknown) => void) => boolean
    >;
    /** Reading it says that a failure is known. */
    readonly lastError?: { readonly message?: string };
  };
  readonly windows: {
    create(how: {
      readonly url: string;
      readonly type: 'popup';
      readonly width: number;
      readonly height: number;
    }): Promise<{ readonly id?: number }>;
    remove(id: number): Promise<void>;
  };
};

export type Port = {
  readonly name: string;
  readonly sender?: Sender;
  postMessage(message: unknown): void;
  disconnect(): void;
  readonly onMessage: Event<(message: unknown) => void>;
  readonly onDisconnect: Event<() => void>;
};

/** Who connected, by the browser's own knowledge. */
export type Sender = { readonly origin?: string; readonly frameId?: number };

type Event<Listener> = { addListener(listener: Listener): void };

/** The browser puts it there for the extension's own scripts. */
export const { chrome } = globalThis as unknown as { readonly chrome: Chrome };
