import { CardError } from '@kaika/card/error';
import type { CardService, Reader } from './cardservice.ts';

/**
 * Several card services as one. Readers are listed in the order of the services, and a service that is absent counts as having none: only
 * where all are absent `reader.no-service` is thrown. Of two readers of one name the first counts.
 */
export function bothServices(...services: readonly CardService[]): CardService {
  return {
    readers: async () => distinct((await listAll(services)).flatMap(({ readers }) => readers)),
    async exclusive(reader, work) {
      const lists = await listAll(services);
      const owner = lists.find(({ readers }) => readers.some(({ name }) => name === reader));
      if (owner === undefined) throw new CardError('reader.none');
      return owner.service.exclusive(reader, work);
    },
    watch(onChange) {
      const tell = () => {
        void listAll(services).then(
          (lists) => onChange(distinct(lists.flatMap(({ readers }) => readers))),
          () => onChange([]),
        );
      };
      const watches = services.map((service) => service.watch(tell));
      return { [Symbol.dispose]: () => watches.forEach((watch) => void watch[Symbol.dispose]()) };
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(services.map((service) => service[Symbol.asyncDispose]()));
    },
  };
}

type Listed = { readonly service: CardService; readonly readers: readonly Reader[] };

async function listAll(services: readonly CardService[]): Promise<readonly Listed[]> {
  const results = await Promise.allSettled(services.map((service) => service.readers()));
  const lists: Listed[] = [];
  let absence: unknown = null;
  for (const [index, result] of results.entries()) {
    const service = services[index];
    if (service === undefined) continue;
    if (result.status === 'fulfilled') lists.push({ service, readers: result.value });
    else if (isAbsence(result.reason)) absence = result.reason;
    else throw result.reason;
  }
  if (lists.length === 0 && absence !== null) throw absence;
  return lists;
}

function isAbsence(error: unknown): boolean {
  return error instanceof CardError && error.code === 'reader.no-service';
}

function distinct(readers: readonly Reader[]): readonly Reader[] {
  const names = new Set<string>();
  return readers.filter(({ name }) => !names.has(name) && names.add(name));
}
