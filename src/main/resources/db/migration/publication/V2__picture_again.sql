-- A day may be released from the same picture again, after a correction that was taken back.
alter table publication.release drop constraint release_dataset_day_snapshot_id_key;
