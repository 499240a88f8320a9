import type { Rule } from '../rule.ts';

/** Whether a face of the fake can make a fault; if not, why. */
export type FaceAbility = 'yes' | { readonly no: string };

/** One fault of the catalogue, as data: `docs/faults.md` and `faults --explain` are made of these. */
export interface CatalogueEntry {
  /** 'N17', 'P36', 'C05', 'S07'. */
  readonly id: string;
  /** What goes wrong, in a few words. */
  readonly title: string;
  /** A rule that makes it; undefined where it takes an option of the fake or a control instead, which `title` names. */
  readonly example: Rule | undefined;
  /** Further rules of the same id: other statuses, other forms. */
  readonly variants?: readonly Rule[];
  /** What a client sees of it, with the codes of its errors. */
  readonly seenBy: string;
  readonly faces: { readonly http: FaceAbility; readonly memory: FaceAbility };
  /** Where it works otherwise than on Linux, or not at all. */
  readonly platforms?: string;
}

/** Both faces make it. */
export const everyFace: CatalogueEntry['faces'] = { http: 'yes', memory: 'yes' };
