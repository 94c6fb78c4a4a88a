CommandLineTool.simctl.runProcess()
