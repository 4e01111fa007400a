// A transaction as booking sees it: handed from the caller to the store, never queried here.

import type pg from 'pg';

export type Db = Pick<pg.ClientBase, 'query'>;
