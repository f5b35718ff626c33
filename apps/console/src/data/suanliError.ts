// The table of all errors, in both languages, is large: it is loaded where something went wrong, not with the first page.
export { describeError, isSuanliError, SuanliError } from '@suanli/protocol';
