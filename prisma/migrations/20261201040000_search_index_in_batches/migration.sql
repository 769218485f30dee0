-- A text of ten thousand words is as many entries of the index: put in one by one they took twice the time of the rest. A list of at most a megabyte that waits to be
-- put in order is read by each search in a few milliseconds.
ALTER INDEX "SearchBlock_tsv_idx" SET (fastupdate = on, gin_pending_list_limit = 1024);
