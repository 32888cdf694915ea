import { models } from '@kaika/card/model';
import type { Language } from '@kaika/look/language';

/** What people call a model of card, which `said` names by its id (the record) or by its Chinese name (the agent). */
export function modelName(said: string, language: Language): string {
  const name = models.find((model) => model.id === said || model.name.zh === said)?.name;
  return (language === 'en' ? name?.en : name?.zh) ?? said;
}
