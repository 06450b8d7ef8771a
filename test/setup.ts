// cdktf asks a remote service for news unless it is told not to.
process.env.CHECKPOINT_DISABLE = '1';
process.env.DISABLE_VERSION_CHECK = '1';
